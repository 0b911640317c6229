package screen

import (
	"fmt"

	"crescendo/game/client"
	"crescendo/game/sense"
)

// Sentence says what a scene shows in a sentence or two, for a voice: a screen
// reader sees no picture. It says nothing that counts down, so that it changes
// only when something happened.
func Sentence(l sense.Language, s client.State) string {
	v := &view{state: s, scene: Choose(s, Shut), language: l, words: speak(l)}
	text := v.sentence()
	if v.scene != Gone && s.Connection == client.Lost {
		return v.words.lost + " " + text
	}
	return text
}

func (v *view) sentence() string {
	w, band := v.words, v.band(v.state.Band).Name
	switch v.scene {
	case Connecting:
		return w.connecting + "."
	case Gate:
		return v.gateSentence()
	case Out:
		return fmt.Sprintf("%s. %s %s", w.outOf, v.state.OutReason, fill(w.answer, "player", fill(w.player, "number", fmt.Sprint(v.state.Number))))
	case Lobby:
		return fmt.Sprintf("%s. %s", v.state.Hunt.Name, w.choose)
	case Tune:
		return w.listen
	case Arrived:
		return fmt.Sprintf("%s. %s. %s", w.arrived, fill(w.forNow, "seat", fmt.Sprint(v.state.Provisional)), w.settling)
	case Waiting:
		return fmt.Sprintf("%s. %s", w.waiting, fill(w.waitingHow, "band", band))
	case Seat:
		won := v.state.Seat
		return fmt.Sprintf("%s: %s.", fill(w.yourSeat, "seat", fmt.Sprint(won.Seat), "band", v.band(won.Band).Name), won.Venue.Name)
	case Ended:
		return fmt.Sprintf("%s. %s.", w.over, v.result())
	case Gone:
		p := w.farewell(v.state.Trouble)
		return fmt.Sprintf("%s. %s", p.headline, p.advice)
	}
	return fmt.Sprintf("%s: %s", band, v.language.Sentence(v.told())) + v.handedIn()
}

// gateSentence says where the gate is and how to pass it.
func (v *view) gateSentence() string {
	w, s := v.words, v.state
	text := w.toGate + ". "
	if len(s.Hunt.Meet) > 0 {
		text = fmt.Sprintf("%s: %s. ", w.toGate, s.Hunt.Meet[0].Name)
	}
	if s.GateRefused != "" {
		return text + w.gateRefused[s.GateRefused]
	}
	return text + w.gateHow[s.Hunt.Gate == "code"]
}

// handedIn says what became of a code, without what counts down.
func (v *view) handedIn() string {
	switch v.state.Presented.Stage {
	case client.StageNoted:
		return " " + v.words.noted.headline + "."
	case client.StageAgain:
		return " " + v.words.typeAgain
	case client.StageUnsure:
		return " " + v.words.unsure
	}
	return ""
}
