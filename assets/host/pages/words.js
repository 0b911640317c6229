// Every word of the pages, in every language that they speak. A language is a
// block here and nothing else. Values are strings, or functions of what they
// tell about.

const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

const catalogue = {
  en: {
    pitch: 'The closer you come, the louder the band.',
    how: (bands, seats) => `${bands === 1 ? 'One band plays' : `${bands} bands play`} somewhere in the city. Follow the sound. ${seats === 1 ? 'The first to arrive takes the only seat.' : `The first to arrive share ${seats} seats.`}`,
    headphones: 'Headphones make it better.',
    nickname: 'Your nickname',
    nicknameHint: 'or leave it empty',
    join: 'Start listening',
    resume: name => `Continue as ${name}`,
    player: number => `Player ${number}`,
    feel: 'Feel the steps in the hand too',
    anew: 'Not you? Join as somebody else',
    class: 'You take part',
    walking: 'on foot',
    invitation: 'Your invitation code',
    code: 'The resume code',
    codeHint: 'from the other phone',
    takeover: 'I have a resume code',
    joinInstead: 'Join as a new player instead',
    goOn: 'Go on here',
    again: 'Play again',
    reload: 'Load the page again',
    board: 'Leaderboard',
    toJoin: 'Join the hunt',
    rules: 'Rules',
    loading: percent => `Getting the player: ${percent} %`,
    loaded: 'Ready when you are.',
    waitPlayer: percent => `You are in. The player is coming: ${percent} %`,
    joining: 'Joining…',
    starting: 'Tuning in…',
    opensAt: at => `Joining opens at ${at}`,
    opensIn: left => `Joining opens in ${left}`,
    startsIn: left => `It starts in ${left}`,
    running: left => `It is on: ${left} left`,
    closing: 'The last arrivals are being counted',
    over: 'This evening is over',
    nextIn: left => `The next evening opens in ${left}`,
    errors: {
      soon: 'Joining is not open yet. This page opens it for you in time.',
      over: 'This evening is over. The leaderboard shows who won.',
      full: 'The hunt is full. Try again later, or watch the leaderboard.',
      busy: 'The server is busy. Wait a moment and tap again.',
      nickname_long: 'That nickname is too long: use at most 24 characters.',
      nickname_sign: 'That nickname has a sign that cannot be shown: use letters, digits and emoji.',
      class: 'This hunt has no such class. Load the page again and choose one of the list.',
      invitation: 'That invitation is not good, or somebody has used it. Look at it again, or ask the organiser.',
      resume: 'That code is not good, or not any more. Ask for a new one on the device that plays, or ask a steward.',
      no_invitation: 'This hunt is by invitation: type the code of yours.',
      no_code: 'Type the code that your other phone shows.',
      gone: 'The server does not answer. Check your connection and tap again.',
      player_missing: 'The player is not built yet: run “make player” and start the server again.',
      player_failed: 'The player could not be loaded. Check your connection: it tries again by itself.',
      player_stopped: 'The player has stopped. Tap to go on where you were.',
      wasm: 'This browser cannot run the player (no WebAssembly). Use a current Firefox, Chrome, Edge or Safari.',
      webgl: 'This browser cannot draw the player (no WebGL). Switch hardware graphics on, or use another browser.',
      https: 'Browsers tell a position only to safe pages: open this page with https.',
      other: 'That did not work. Tap again.',
    },
    ended: {
      newhunt: 'That evening is over, and a new one opens. Play again?',
      unknown: 'The server does not know you any more. Join again: it takes one tap.',
      replaced: 'You went on playing somewhere else. Tap to bring it back here.',
      version: 'There is a newer player. Load the page again to get it.',
      other: 'The connection has ended.',
    },
    phases: {
      soon: at => `Joining opens at ${at}`,
      open: at => `Joining is open. It starts at ${at}`,
      running: at => `The hunt is on. It closes at ${at}`,
      closing: 'The last arrivals are being counted',
      over: 'The order is final',
    },
    live: 'Live',
    lost: 'The connection is lost. Trying again…',
    players: 'Players',
    seatsLeft: 'Seats left',
    clock: { soon: 'opens in', open: 'starts in', running: 'left', closing: 'counting', over: 'over' },
    fast: rate => `The hunt’s clock runs ${rate} times as fast as yours.`,
    delay: 'Seats appear here 90 seconds of the hunt after they were won.',
    none: 'No seat won yet',
    fullBand: 'full',
    seat: 'Seat',
    name: 'Player',
    playedAt: name => `played at ${name}`,
    says: {
      open: 'Joining is open.',
      running: 'The hunt has started.',
      closing: 'The hunt has closed. The last arrivals are being counted.',
      over: 'The order is final.',
      full: band => `${band} is full.`,
      seats: (first, more) => `${first}${more ? `, and ${plural(more, 'more seat', 'more seats')}` : ''}.`,
      one: (name, band, seat) => `${name} has seat ${seat} with ${band}`,
    },
  },
  fr: {
    pitch: 'Plus on s’approche, plus le groupe joue fort.',
    how: (bands, seats) => `${bands === 1 ? 'Un groupe joue' : `${bands} groupes jouent`} quelque part dans la ville. Suivez le son. ${seats === 1 ? 'La seule place est pour qui arrive en premier.' : `${seats} places attendent les premiers.`}`,
    headphones: 'C’est encore mieux au casque.',
    nickname: 'Votre pseudo',
    nicknameHint: 'ou rien du tout',
    join: 'Commencer l’écoute',
    resume: name => `Continuer : ${name}`,
    player: number => `Joueur ${number}`,
    feel: 'Sentir aussi les pas dans la main',
    anew: 'Ce n’est pas vous ? Entrer sous un autre nom',
    class: 'Vous participez',
    walking: 'à pied',
    invitation: 'Votre code d’invitation',
    code: 'Le code de reprise',
    codeHint: 'de l’autre téléphone',
    takeover: 'J’ai un code de reprise',
    joinInstead: 'Entrer comme nouveau joueur',
    goOn: 'Continuer ici',
    again: 'Rejouer',
    reload: 'Recharger la page',
    board: 'Classement',
    toJoin: 'Entrer dans la chasse',
    rules: 'Règles',
    loading: percent => `Le lecteur arrive : ${percent} %`,
    loaded: 'Quand vous voulez.',
    waitPlayer: percent => `Vous y êtes. Le lecteur arrive : ${percent} %`,
    joining: 'On vous inscrit…',
    starting: 'On accorde…',
    opensAt: at => `Les inscriptions ouvrent à ${at}`,
    opensIn: left => `Les inscriptions ouvrent dans ${left}`,
    startsIn: left => `Départ dans ${left}`,
    running: left => `C’est parti : encore ${left}`,
    closing: 'On compte les dernières arrivées',
    over: 'Cette soirée est finie',
    nextIn: left => `La prochaine soirée ouvre dans ${left}`,
    errors: {
      soon: 'Les inscriptions ne sont pas ouvertes. Cette page les ouvrira à l’heure.',
      over: 'Cette soirée est finie. Le classement dit qui a gagné.',
      full: 'La chasse est complète. Réessayez plus tard, ou suivez le classement.',
      busy: 'Le serveur est très occupé. Attendez un instant et touchez encore.',
      nickname_long: 'Ce pseudo est trop long : 24 caractères au plus.',
      nickname_sign: 'Ce pseudo a un signe qui ne peut pas s’afficher : lettres, chiffres et émojis.',
      class: 'Cette chasse n’a pas cette catégorie. Rechargez la page et choisissez dans la liste.',
      invitation: 'Cette invitation n’est pas bonne, ou quelqu’un l’a utilisée. Regardez-la encore, ou demandez à l’organisateur.',
      resume: 'Ce code n’est pas bon, ou plus maintenant. Demandez-en un autre sur l’appareil qui joue, ou à l’équipe.',
      no_invitation: 'Cette chasse est sur invitation : tapez le code de la vôtre.',
      no_code: 'Tapez le code que montre votre autre téléphone.',
      gone: 'Le serveur ne répond pas. Vérifiez la connexion et touchez encore.',
      player_missing: 'Le lecteur n’est pas construit : lancez « make player », puis redémarrez le serveur.',
      player_failed: 'Le lecteur n’a pas pu être chargé. Vérifiez la connexion : il réessaie tout seul.',
      player_stopped: 'Le lecteur s’est arrêté. Touchez pour reprendre où vous en étiez.',
      wasm: 'Ce navigateur ne peut pas lancer le lecteur (sans WebAssembly). Prenez un Firefox, Chrome, Edge ou Safari récent.',
      webgl: 'Ce navigateur ne peut pas dessiner le lecteur (sans WebGL). Activez l’accélération graphique, ou changez de navigateur.',
      https: 'Un navigateur ne donne sa position qu’aux pages sûres : ouvrez cette page en https.',
      other: 'Cela n’a pas marché. Touchez encore.',
    },
    ended: {
      newhunt: 'Cette soirée est finie, et une autre commence. On rejoue ?',
      unknown: 'Le serveur ne vous connaît plus. Revenez : il suffit de toucher.',
      replaced: 'Vous avez continué ailleurs. Touchez pour reprendre ici.',
      version: 'Il y a un lecteur plus récent. Rechargez la page pour l’obtenir.',
      other: 'La connexion est terminée.',
    },
    phases: {
      soon: at => `Les inscriptions ouvrent à ${at}`,
      open: at => `Les inscriptions sont ouvertes. Départ à ${at}`,
      running: at => `La chasse est lancée. Elle ferme à ${at}`,
      closing: 'On compte les dernières arrivées',
      over: 'L’ordre est définitif',
    },
    live: 'En direct',
    lost: 'La connexion est perdue. On réessaie…',
    players: 'Joueurs',
    seatsLeft: 'Places libres',
    clock: { soon: 'avant l’ouverture', open: 'avant le départ', running: 'restent', closing: 'on compte', over: 'fini' },
    fast: rate => `L’horloge de la chasse va ${rate} fois plus vite que la vôtre.`,
    delay: 'Une place s’affiche ici 90 secondes de chasse après avoir été gagnée.',
    none: 'Aucune place gagnée',
    fullBand: 'complet',
    seat: 'Place',
    name: 'Joueur',
    playedAt: name => `jouait à : ${name}`,
    says: {
      open: 'Les inscriptions sont ouvertes.',
      running: 'La chasse a commencé.',
      closing: 'La chasse est close. On compte les dernières arrivées.',
      over: 'L’ordre est définitif.',
      full: band => `${band} : complet.`,
      seats: (first, more) => `${first}${more ? `, et ${plural(more, 'autre place', 'autres places')}` : ''}.`,
      one: (name, band, seat) => `${name} a la place ${seat} avec ${band}`,
    },
  },
};

export const language = (navigator.languages ?? [navigator.language])
  .map(l => l.slice(0, 2).toLowerCase()).find(l => l in catalogue) ?? 'en';

export const words = catalogue[language];

// translate puts the words into a page whose elements name them.
export function translate() {
  document.documentElement.lang = language;
  for (const e of document.querySelectorAll('[data-say]')) e.textContent = words[e.dataset.say];
  for (const e of document.querySelectorAll('[data-hint]')) e.placeholder = words[e.dataset.hint];
}

// clock writes milliseconds as 1:02:03 or 2:03.
export function clock(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = n => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

// timeOfDay writes a Unix time as people here do, with the day where it is
// another one than today.
export function timeOfDay(ms) {
  const at = new Date(ms), today = at.toDateString() === new Date().toDateString();
  const style = { hour: '2-digit', minute: '2-digit' };
  return at.toLocaleString(language, today ? style : { weekday: 'long', day: 'numeric', month: 'long', ...style });
}
