// Every word of the pages of gate and doors, in every language that they speak.
// A language is a block here and nothing else.

const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

const catalogue = {
  en: {
    language: 'English',
    gate: 'Gate',
    door: 'Door',
    online: 'Connected',
    offline: 'Offline',
    hintGate: 'Type this code on your phone to pass the gate. The QR code says the same.',
    hintDoor: 'Type this code on your phone. The QR code says the same.',
    codeFor: code => `The code is ${code}`,
    codesLast: minutes => `No network. The codes stay right for ${plural(minutes, 'more minute', 'more minutes')}.`,
    codesGone: 'No code to show: there was no network for too long. Find a network, or send people to another door.',
    codesGoneGate: 'No code to show: there was no network for too long. Find a network: the codes come back by themselves.',
    waiting: 'Asking the server…',
    gone: 'This link was replaced and opens nothing any more. Ask the organiser for the new one.',
    steward: 'Your name, steward',
    stewardHint: 'It is kept with every pass that you scan, and on this phone.',
    begin: 'Start scanning',
    camera: 'Open the camera',
    typed: 'Or type the number of the pass',
    send: 'Note it',
    toScan: 'Scan',
    toList: n => n ? `For you (${n})` : 'For you',
    private: 'For the steward alone: do not show this page to players.',
    nobody: 'Nobody was scanned yet.',
    leave: name => `You are ${name}. Not you? Change the name`,
    player: number => `Player ${number}`,
    somebody: 'A pass',
    noted: 'Noted',
    sending: 'One moment…',
    queued: 'Kept. It is sent as soon as there is a network.',
    sendElsewhere: n => `Offline: send people to another door.${n ? ` ${plural(n, 'scan waits', 'scans wait')} here.` : ''}`,
    sendElsewhereGate: n => `Offline. Scans are kept and sent later.${n ? ` ${plural(n, 'waits', 'wait')} here.` : ''}`,
    lookAgain: 'Look again: one of the digits is wrong.',
    refused: {
      pass: 'This is no pass of this hunt. Ask to see the pass on the player’s own screen.',
      old: 'This pass is too old. The player’s screen shows a new one every 15 seconds: scan that.',
      steward: 'The server does not take your name. Write it with letters only.',
      body: 'The server did not understand this scan. Load the page again.',
      method: 'The server did not understand this scan. Load the page again.',
    },
    trouble: {
      https: 'Browsers open the camera for safe pages only: open this link with https, or type the pass.',
      denied: 'The camera is not allowed here. Allow it in the browser’s settings, or type the pass.',
      none: 'There is no camera. Type the pass.',
      busy: 'The camera does not open: another app may be using it. Close that, or type the pass.',
      scanner: 'This browser cannot read a QR code by itself, and the scanner is not there. Type the pass.',
    },
    states: {
      waiting: 'Waits for the network',
      unknown: 'Not seen here yet',
      pends: 'Pending',
      gated: 'Has passed the gate',
      proved: 'Proved. The seat is decided within a minute',
      waits: 'Proved, no free seat',
      seat: seat => `Has seat ${seat}`,
    },
    why: {
      gun: 'the hunt has not started',
      gate: 'has not passed the gate',
      away: 'was not here long enough yet',
      beacon: 'the lots are not drawn yet',
      closed: 'the hunt is over',
      out: 'was taken out of the hunt',
      gone: 'this venue was removed',
    },
  },
  fr: {
    language: 'Français',
    gate: 'Départ',
    door: 'Porte',
    online: 'Connecté',
    offline: 'Hors réseau',
    hintGate: 'Tapez ce code sur votre téléphone pour passer le départ. Le QR code dit la même chose.',
    hintDoor: 'Tapez ce code sur votre téléphone. Le QR code dit la même chose.',
    codeFor: code => `Le code est ${code}`,
    codesLast: minutes => `Pas de réseau. Les codes restent justes encore ${plural(minutes, 'minute', 'minutes')}.`,
    codesGone: 'Plus de code à montrer : le réseau manque depuis trop longtemps. Trouvez du réseau, ou envoyez les gens à une autre porte.',
    codesGoneGate: 'Plus de code à montrer : le réseau manque depuis trop longtemps. Trouvez du réseau : les codes reviendront seuls.',
    waiting: 'On demande au serveur…',
    gone: 'Ce lien a été remplacé et n’ouvre plus rien. Demandez le nouveau à l’organisation.',
    steward: 'Votre nom, à la porte',
    stewardHint: 'Il est gardé avec chaque passe scanné, et sur ce téléphone.',
    begin: 'Commencer à scanner',
    camera: 'Ouvrir la caméra',
    typed: 'Ou tapez le numéro du passe',
    send: 'Noter',
    toScan: 'Scanner',
    toList: n => n ? `Pour vous (${n})` : 'Pour vous',
    private: 'Pour la personne à la porte seulement : ne montrez pas cette page aux joueurs.',
    nobody: 'Personne n’a encore été scanné.',
    leave: name => `Vous êtes ${name}. Ce n’est pas vous ? Changer le nom`,
    player: number => `Joueur ${number}`,
    somebody: 'Un passe',
    noted: 'Noté',
    sending: 'Un instant…',
    queued: 'Gardé. Ce sera envoyé dès que le réseau revient.',
    sendElsewhere: n => `Hors réseau : envoyez les gens à une autre porte.${n ? ` ${plural(n, 'scan attend', 'scans attendent')} ici.` : ''}`,
    sendElsewhereGate: n => `Hors réseau. Les scans sont gardés et envoyés plus tard.${n ? ` ${plural(n, 'attend', 'attendent')} ici.` : ''}`,
    lookAgain: 'Regardez encore : un des chiffres est faux.',
    refused: {
      pass: 'Ce n’est pas un passe de cette chasse. Demandez à voir le passe sur l’écran du joueur.',
      old: 'Ce passe est trop vieux. L’écran du joueur en montre un nouveau toutes les 15 secondes : scannez celui-là.',
      steward: 'Le serveur ne prend pas votre nom. Écrivez-le avec des lettres seulement.',
      body: 'Le serveur n’a pas compris ce scan. Rechargez la page.',
      method: 'Le serveur n’a pas compris ce scan. Rechargez la page.',
    },
    trouble: {
      https: 'Un navigateur n’ouvre la caméra qu’aux pages sûres : ouvrez ce lien en https, ou tapez le passe.',
      denied: 'La caméra n’est pas permise ici. Autorisez-la dans les réglages du navigateur, ou tapez le passe.',
      none: 'Il n’y a pas de caméra. Tapez le passe.',
      busy: 'La caméra ne s’ouvre pas : une autre app s’en sert peut-être. Fermez-la, ou tapez le passe.',
      scanner: 'Ce navigateur ne sait pas lire un QR code, et le scanner n’est pas là. Tapez le passe.',
    },
    states: {
      waiting: 'Attend le réseau',
      unknown: 'Pas encore vu ici',
      pends: 'En attente',
      gated: 'A passé le départ',
      proved: 'Prouvé. La place se décide dans la minute',
      waits: 'Prouvé, pas de place libre',
      seat: seat => `A obtenu la place ${seat}`,
    },
    why: {
      gun: 'la chasse n’a pas commencé',
      gate: 'n’a pas passé le départ',
      away: 'n’est pas ici depuis assez longtemps',
      beacon: 'les lots ne sont pas encore tirés',
      closed: 'la chasse est finie',
      out: 'a été retiré de la chasse',
      gone: 'ce lieu a été retiré',
    },
  },
};

const languages = Object.keys(catalogue);
const store = 'crescendo language';

let language = chosen() ?? (navigator.languages ?? [navigator.language]).map(l => l.slice(0, 2).toLowerCase()).find(l => l in catalogue) ?? 'en';

function chosen() {
  try {
    const kept = localStorage.getItem(store);
    return kept in catalogue ? kept : null;
  } catch { return null; }
}

// say has the words of the language that is spoken now.
export let say = catalogue[language];

// other is the language that next goes to, in its own words.
export const other = () => catalogue[next()].language;

const next = () => languages[(languages.indexOf(language) + 1) % languages.length];

// change speaks the next language, and remembers it.
export function change() {
  language = next();
  say = catalogue[language];
  try { localStorage.setItem(store, language); } catch { /* for this visit only, then */ }
}

// translate puts the words into the elements that name them.
export function translate() {
  document.documentElement.lang = language;
  for (const e of document.querySelectorAll('[data-word]')) e.textContent = say[e.dataset.word];
}
