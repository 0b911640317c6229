package city

// What a source may hold. They are a few times what a large city drawn in
// full needs (Paris has 26,000 junctions), so that a hostile source costs
// little.
const (
	MaxSource    = 8 << 20 // bytes
	MaxName      = 100     // bytes of any name
	MaxHeader    = 500     // bytes of a header's line
	MaxJunctions = 1 << 16
	MaxStreets   = 1 << 16
	MaxAreas     = 1 << 14
	MaxPlaces    = 1 << 14
	MaxPoints    = 1 << 12 // of one street or ring
	MaxRadius    = 50_000  // metres from the first junction: what geo.Metres is good for
	maxProblems  = 20      // that are told at once
)
