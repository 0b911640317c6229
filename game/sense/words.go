package sense

import "crescendo/game/wire"

// ranges is how many words there are for loudness.
const ranges = 9

// phrase is a word to be written large and a sentence that helps.
type phrase struct{ headline, advice string }

// words is one language.
type words struct {
	tag      string
	loudness [ranges]string
	fog      [4]string
	seconds  string // about so many
	minutes  string
	told     [wire.WordOut + 1]phrase
}

// catalogue has every language in its place. Nothing changes it. Where a
// headline is empty the loudness stands there; "{time}" is a duration, and "{n}" a
// number of seconds or minutes.
var catalogue = [languageEnd]words{
	English: {
		tag:      "en",
		loudness: [ranges]string{"Silence", "A breath", "A murmur", "Faint", "Soft", "Clear", "Strong", "Loud", "All around you"},
		fog:      [4]string{"Position clear", "A little unsure where you are", "Unsure where you are", "Very unsure where you are"},
		seconds:  "about {n} s",
		minutes:  "about {n} min",
		told: [...]phrase{
			wire.WordWaiting: {"Not yet", "The music begins with the gun."},
			wire.WordUntuned: {"No band yet", "Choose a band to hear it."},
			wire.WordHunting: {},
			wire.WordFar:     {"Out of earshot", "Too far away to hear. Try another direction."},
			wire.WordNoFix:   {"Where are you?", "We are looking for your position. Stay in the open."},
			wire.WordWeakGPS: {"", "Weak GPS: the music holds still. Step into the open."},
			wire.WordCatchUp: {"", "You are ahead of the music: it follows in {time}."},
			wire.WordTooFast: {"Too fast", "This is a hunt on foot. Walk, and the music comes back."},
			wire.WordFull:    {"All seats taken", "Somebody was faster here. Choose another band."},
			wire.WordOver:    {"It is over", "The hunt has closed."},
			wire.WordGate:    {"Go to the gate", "Check in there, and the music opens for you."},
			wire.WordOut:     {"You are out", "The organisers have taken you out of this hunt. Ask them if you think it is a mistake."},
		},
	},
	French: {
		tag:      "fr",
		loudness: [ranges]string{"Silence", "Un souffle", "Un murmure", "Ténu", "Doux", "Net", "Fort", "Très fort", "Tout autour"},
		fog:      [4]string{"Position sûre", "Position un peu floue", "Position floue", "Position très floue"},
		seconds:  "environ {n} s",
		minutes:  "environ {n} min",
		told: [...]phrase{
			wire.WordWaiting: {"Pas encore", "La musique commence au signal de départ."},
			wire.WordUntuned: {"Aucun groupe", "Choisissez un groupe pour l’entendre."},
			wire.WordHunting: {},
			wire.WordFar:     {"Hors de portée", "Trop loin pour entendre. Essayez une autre direction."},
			wire.WordNoFix:   {"Où êtes-vous ?", "Nous cherchons votre position. Restez à ciel ouvert."},
			wire.WordWeakGPS: {"", "GPS faible : la musique se fige. Cherchez un endroit dégagé."},
			wire.WordCatchUp: {"", "Plus vite que la musique ! Elle vous rejoint dans {time}."},
			wire.WordTooFast: {"Trop vite", "C’est une chasse à pied. Marchez, et la musique reviendra."},
			wire.WordFull:    {"Complet", "D’autres ont été plus rapides. Choisissez un autre groupe."},
			wire.WordOver:    {"C’est fini", "La chasse est close."},
			wire.WordGate:    {"Allez à l’entrée", "Présentez-vous à l’entrée, et la musique s’ouvrira à vous."},
			wire.WordOut:     {"Hors jeu", "Les organisateurs vous ont retiré de la chasse. Une erreur ? Parlez-leur."},
		},
	},
}
