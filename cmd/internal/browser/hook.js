// What a page sends to its loudspeakers, measured: every AudioContext gets an
// analyser before its destination, through which everything passes. It changes
// nothing that is heard.
(() => {
	if (!window.AudioContext) return;
	const size = 32768; // samples, 0.7 s at 48 kHz: the longest an analyser keeps
	const quantum = 128; // samples that are rendered at once
	const heard = new Map(); // AudioContext → AnalyserNode, null until something is connected
	const {connect, disconnect} = AudioNode.prototype;

	window.AudioContext = class AudioContext extends window.AudioContext {
		constructor(...args) {
			super(...args);
			heard.set(this, null);
		}
	};

	const analyser = (context) => {
		let a = heard.get(context);
		if (!a) {
			a = context.createAnalyser();
			a.fftSize = size;
			connect.call(a, context.destination);
			heard.set(context, a);
		}
		return a;
	};
	const live = (node) => node instanceof AudioDestinationNode && !(node.context instanceof OfflineAudioContext);
	AudioNode.prototype.connect = function (to, output = 0, input) {
		if (!live(to)) return connect.apply(this, arguments);
		connect.call(this, analyser(to.context), output);
		return to;
	};
	AudioNode.prototype.disconnect = function (to, ...rest) {
		if (!live(to)) return disconnect.apply(this, arguments);
		return disconnect.call(this, analyser(to.context), ...rest);
	};

	// level tells the energy of what was heard last. Quanta of exact zeros are
	// left out: that is how an underrun sounds on a busy machine, and no music.
	window.__level = () => {
		const states = [], b = new Float32Array(size);
		let energy = 0, sounding = 0, silent = 0;
		for (const [context, a] of heard) {
			states.push(context.state);
			if (!a) continue;
			a.getFloatTimeDomainData(b);
			let sum = 0, quanta = 0;
			for (let i = 0; i < size; i += quantum) {
				let q = 0;
				for (let k = i; k < i + quantum; k++) q += b[k] * b[k];
				if (q === 0) silent++;
				else sum += q, quanta++;
			}
			if (quanta) energy += sum / (quanta * quantum);
			sounding += quanta;
		}
		return {energy, sounding, silent, states};
	};
})();
