package huntfile

import (
	"slices"

	"crescendo/game"
)

// kind is what may stand behind a key.
type kind uint8

const (
	text   kind = iota // a name for people
	secret             // a name, or the environment's: "${NAME}"
	ident              // what can stand in an address
	refer              // the id of another thing
	moment             // a time
	zone               // of times
	number             // from lo to hi, in a unit
	whole              // the same, without a fraction
	degree             // from lo to hi
	hidden             // a degree, or the environment's
	truth              // true or false
	choice             // one of words
	paint              // a colour
	piece              // a song
	single             // a group of keys
	many               // a list of groups of keys, most at most
)

// key is one key of a hunt file: what the reader accepts, and what the schema
// tells an editor. Both have it from here alone.
type key struct {
	name    string
	kind    kind
	need    bool    // may never be left out
	doc     string  // one sentence for an editor
	example string  // as a remedy writes it
	lo, hi  float64 // of numbers
	unit    string  // of numbers
	words   []string
	keys    *group // of a group or of each entry of a list
	entry   string // what a list has entries of
	most    int    // entries
}

// group is the keys that may stand together, in the order in which they are
// told to people.
type group struct {
	doc  string
	keys []key
}

func (g *group) names() []string {
	list := make([]string, len(g.keys))
	for i, k := range g.keys {
		list[i] = k.name
	}
	return list
}

// key returns a key of the group. The reader asks for those that are there: a
// test reads every key.
func (g *group) key(name string) key {
	i := slices.IndexFunc(g.keys, func(k key) bool { return k.name == name })
	return g.keys[i]
}

var huntKeys = &group{doc: "A Crescendo hunt: who plays where, when, and who gets in.", keys: []key{
	{name: "id", kind: ident, need: true, example: "paris", doc: "Stands in addresses: letters a-z, digits and hyphens."},
	{name: "name", kind: text, example: "One night in Paris", doc: "What people read; the id where it is left out."},
	{name: "zone", kind: zone, example: "Europe/Paris", doc: "The IANA time zone of the times below."},
	{name: "opens", kind: moment, need: true, example: "2026-06-20T18:00", doc: "When joining opens."},
	{name: "starts", kind: moment, need: true, example: "2026-06-20T21:00", doc: "The gun: every time counts from it."},
	{name: "closes", kind: moment, need: true, example: "2026-06-20T23:30", doc: "When the hunt ends."},
	{name: "rate", kind: whole, example: "1", lo: 1, hi: MaxRate, doc: "Minutes of the hunt in one minute of the clock, for rehearsals."},
	{name: "trust", kind: choice, words: []string{"open", "friends"}, example: "friends", doc: "open (the default) needs a gate and doors; among friends there is neither, and anyone with a script can win."},
	{name: "gate", kind: choice, words: []string{"none", "code", "staff"}, example: "none", doc: "How people prove that they stand on the start plaza: by the code of its screen, or by a steward who scans their pass."},
	{name: "doors", kind: choice, words: []string{"none", "code", "staff"}, example: "none", doc: "How people prove that they stand at a venue: by the code of its screen, or by a steward who scans their pass."},
	{name: "admission_min", kind: whole, example: "10", lo: 0, hi: MaxAdmission, unit: "minutes", doc: "Minutes of the hunt after the gun at which a gate still admits."},
	{name: "passes", kind: choice, words: []string{"open", "codes"}, example: "open", doc: "open (the default): whoever has the link may join; codes: whoever has an invitation."},
	{name: "beacon", kind: text, example: "the Loto draw of 20 June 2026", doc: "Where the public value that makes the lots will come from; chain (the default): from what all players send when they join."},
	{name: "virtual", kind: truth, example: "true", doc: "true: nobody really walks, keys and stick move the player."},
	{name: "speed_cap_mps", kind: number, example: "4", lo: 1, hi: MaxSpeedCap, unit: "metres a second", doc: "How fast a player is believed to move."},
	{name: "area", kind: single, need: true, keys: areaKeys, example: "{lat: 48.8566, lon: 2.3522, radius_m: 6000}", doc: "Where the hunt happens: public, so never the venues' own box."},
	{name: "meet", kind: many, keys: meetKeys, entry: "meeting place", most: MaxMeet, example: "[{name: In front of the town hall, lat: 48.85661, lon: 2.35151}]", doc: "Public meeting places; with a gate exactly one, the start plaza."},
	{name: "classes", kind: many, keys: classKeys, entry: "class", most: MaxClasses, example: "[{id: wheels, name: By wheelchair, pace_mps: 1.1}]", doc: "Classes of mobility beside those who walk."},
	{name: "bands", kind: many, need: true, keys: bandKeys, entry: "band", most: MaxBands, example: `a list of {id: owls, name: The Owls, colour: "#e8b04a", song: builtin:1}`, doc: "Who plays: all that players know of a venue."},
	{name: "venues", kind: many, need: true, keys: venueKeys, entry: "venue", most: MaxBands, example: "a list of {id: v1, name: Behind the bakery, band: owls, lat: 48.8609, lon: 2.3412, quotas: [{seats: 10, by: first}]}", doc: "The secret places, one a band."},
}}

// Where a public place is.
var (
	north = key{name: "lat", kind: degree, need: true, lo: -90, hi: 90, unit: "degrees", example: "48.85837", doc: "Degrees north."}
	east  = key{name: "lon", kind: degree, need: true, lo: -180, hi: 180, unit: "degrees", example: "2.29448", doc: "Degrees east."}
)

var areaKeys = &group{doc: "A circle that everybody sees.", keys: []key{
	north,
	east,
	{name: "radius_m", kind: number, need: true, lo: MinArea, hi: MaxArea, unit: "metres", example: "6000", doc: "Metres from the centre."},
}}

var meetKeys = &group{doc: "A public place.", keys: []key{
	{name: "name", kind: text, need: true, example: "In front of the town hall", doc: "What people read."},
	north,
	east,
}}

var classKeys = &group{doc: "A class of mobility.", keys: []key{
	{name: "id", kind: ident, need: true, example: "wheels", doc: "By which a quota names the class."},
	{name: "name", kind: text, need: true, example: "By wheelchair", doc: "What people read when they join."},
	{name: "speed_cap_mps", kind: number, lo: 1, hi: MaxSpeedCap, unit: "metres a second", example: "4", doc: "How fast they are believed to move; the hunt's where it is left out."},
	{name: "pace_mps", kind: number, lo: MinPace, hi: MaxSpeedCap, unit: "metres a second", example: "1.4", doc: "Their pace for par times; 1.4 where it is left out."},
}}

var bandKeys = &group{doc: "A band that plays at one venue.", keys: []key{
	{name: "id", kind: ident, need: true, example: "owls", doc: "By which a venue names its band."},
	{name: "name", kind: text, need: true, example: "The Owls", doc: "What people read."},
	{name: "colour", kind: paint, need: true, example: `"#e8b04a"`, doc: "#rrggbb, in quotes."},
	{name: "song", kind: piece, need: true, example: "builtin:1", doc: "builtin:1 to builtin:5, or the path of an .ogg or .wav beside the hunt file."},
}}

var venueKeys = &group{doc: "A secret place where a band plays.", keys: []key{
	{name: "id", kind: ident, need: true, example: "v1", doc: "Stands in the journal."},
	{name: "name", kind: secret, need: true, example: "Behind the bakery", doc: `Told to whoever has a seat there; may be "${NAME}", from the environment.`},
	{name: "band", kind: refer, need: true, example: "owls", doc: "The id of the band that plays here."},
	{name: "lat", kind: hidden, need: true, lo: -90, hi: 90, unit: "degrees", example: "48.85837", doc: `Degrees north, five decimals; may be "${NAME}", from the environment.`},
	{name: "lon", kind: hidden, need: true, lo: -180, hi: 180, unit: "degrees", example: "2.29448", doc: `Degrees east, five decimals; may be "${NAME}", from the environment.`},
	{name: "radius_m", kind: number, lo: MinRadius, hi: MaxRadius, unit: "metres", example: "40", doc: "Without doors: how near a player is there."},
	{name: "quotas", kind: many, need: true, keys: quotaKeys, entry: "quota", most: MaxQuotas, example: "[{seats: 10, by: first}]", doc: "The seats, in the order in which they are given."},
}}

var quotaKeys = &group{doc: "A number of seats and the way in which they are given.", keys: []key{
	{name: "seats", kind: whole, need: true, lo: 1, hi: MaxSeats, unit: "seats", example: "10", doc: "How many."},
	{name: "by", kind: choice, need: true, words: awardNames(), example: "first", doc: "Who gets them."},
	{name: "class", kind: refer, example: "wheels", doc: "The id of the class they are kept for; anybody's where it is left out."},
}}

func awardNames() []string {
	var list []string
	for _, a := range game.StandardAwards() {
		list = append(list, a.Name)
	}
	return list
}
