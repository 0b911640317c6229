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
	told     [wire.WordOver + 1]phrase
}

// catalogue has every language in its place. Nothing changes it. Where a
// headline is empty the loudness stands there; "{s}" is a number of seconds.
var catalogue = [languageEnd]words{
	English: {
		tag:      "en",
		loudness: [ranges]string{"Silence", "A breath", "A murmur", "Faint", "Soft", "Clear", "Strong", "Loud", "All around you"},
		fog:      [4]string{"Position clear", "A little unsure where you are", "Unsure where you are", "No idea where you are"},
		told: [...]phrase{
			wire.WordWaiting: {"Not yet", "The music begins with the gun."},
			wire.WordUntuned: {"No band yet", "Choose a band to hear it."},
			wire.WordHunting: {},
			wire.WordFar:     {"Out of earshot", "Too far away to hear. Try another direction."},
			wire.WordNoFix:   {"Where are you?", "We are looking for your position."},
			wire.WordWeakGPS: {"", "Weak GPS: the music holds still. Step into the open."},
			wire.WordCatchUp: {"", "Quicker than the music: it follows in {s} s."},
			wire.WordTooFast: {"Too fast", "This is a hunt on foot. Slow down and the music comes back."},
			wire.WordFull:    {"All seats taken", "Somebody was faster here. Choose another band."},
			wire.WordOver:    {"It is over", "The hunt has closed."},
		},
	},
	French: {
		tag:      "fr",
		loudness: [ranges]string{"Silence", "Un souffle", "Un murmure", "Ténu", "Doux", "Net", "Fort", "Très fort", "Tout autour"},
		fog:      [4]string{"Position sûre", "Position un peu floue", "Position floue", "Position inconnue"},
		told: [...]phrase{
			wire.WordWaiting: {"Pas encore", "La musique commence au signal de départ."},
			wire.WordUntuned: {"Aucun groupe", "Choisissez un groupe pour l’entendre."},
			wire.WordHunting: {},
			wire.WordFar:     {"Hors de portée", "Trop loin pour entendre. Essayez une autre direction."},
			wire.WordNoFix:   {"Où êtes-vous ?", "Nous cherchons votre position."},
			wire.WordWeakGPS: {"", "GPS faible : la musique se fige. Cherchez un endroit dégagé."},
			wire.WordCatchUp: {"", "Plus vite que la musique : elle suit dans {s} s."},
			wire.WordTooFast: {"Trop vite", "C’est une chasse à pied. Ralentissez, la musique reviendra."},
			wire.WordFull:    {"Complet", "D’autres ont été plus rapides. Choisissez un autre groupe."},
			wire.WordOver:    {"C’est fini", "La chasse est close."},
		},
	},
}
