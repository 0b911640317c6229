package huntfile

import "crescendo/game"

// Limits of a hunt file, checked here at the edge.
const (
	MaxBytes    = 256 << 10    // of a file: the largest sensible hunt, 32 bands with long names, has 10 KiB
	MaxKeys     = MaxBytes / 4 // read, those behind an alias each time: no file has more without
	MaxProblems = 100          // listed at once: more are of one cause, and nobody reads them

	MaxBands  = game.MaxVenues // a band plays at one venue
	MaxMeet   = 8              // public meeting places
	MaxQuotas = 8              // of one venue

	MaxClasses = game.MaxClasses // of mobility

	MinPace   = 0.3 // metres a second of par times: somebody with a walking frame
	MaxBeacon = 120 // characters of where the public value will come from: it is read out

	MinPlaza = 1500 // metres from the plaza to a venue: nearer, and three minutes of made-up walking find it (R4)
	MinFan   = 90   // degrees that the venues should spread over, seen from the plaza: less is one direction (R4)

	MaxName  = 60     // characters of a name: one line on a projector
	MaxID    = 32     // letters of an id: it stands in addresses
	MaxSong  = 200    // bytes of a song's path
	MaxSeats = 10_000 // together: the final message carries as many names

	MinRadius     = 25  // metres about a venue: below it a phone in a street never arrives (R8)
	MaxRadius     = 100 // metres about a venue: beyond it somebody arrives a street away (R8)
	DefaultRadius = 40  // metres about a venue (R8)

	MinArea = 200    // metres: smaller, and the area is the secret
	MaxArea = 20_000 // metres from the centre: distances are good to millimetres within 50 km

	MaxRate      = game.MaxRate // seconds of hunt time in a second
	MaxAdmission = 60           // minutes after the gun

	DefaultAdmission = 10 // minutes after the gun (R1)

	MaxSpeedCap    = 12 // metres a second: what a credited position ever moves (R6)
	DefaultCap     = 4  // metres a second: a good runner (R6)
	MaxHours       = 24 // between gun and close: more is a mistake in a date
	BuiltinSongs   = 5  // builtin:1 to builtin:5
	builtinPrefix  = "builtin:"
	venueDecimals  = 4 // of a venue's degrees: the fourth is worth 11 m
	earliest       = 2000
	latest         = 2200 // years: what lies outside is a slip of the keyboard
	shownRunes     = 40   // of a wrong value in a problem
	todoDepth      = 16   // brackets: deeper than any key that is known
	nearestAllowed = 3    // letters of a key per slip that is still taken for it
)
