package city

// What a source may hold: a few times what a large city drawn in full needs
// (Paris has 26,000 junctions and 60,000 bends), so that a hostile source costs
// some 50 MB and a second, and no more.
const (
	MaxSource    = 4 << 20 // bytes
	MaxName      = 100     // bytes of any name
	MaxHeader    = 500     // bytes of a header's line
	MaxJunctions = 1 << 16
	MaxStreets   = 1 << 16
	MaxAreas     = 1 << 14
	MaxPlaces    = 1 << 14
	MaxPoints    = 1 << 12 // of one street or ring
	MaxAllPoints = 1 << 18 // of all streets and rings
	MaxPiece     = 5_000   // metres of street without a bend: a longer one fills the grid
	MaxRadius    = 50_000  // metres from the first junction: what geo.Metres is good for
	MaxLatitude  = 85      // degrees, north and south: nearer to a pole the plane bends too much
	maxProblems  = 20      // that are told at once
)

// What a file may hold: a few times all of Paris in full detail, so that a
// hostile file costs some 200 MB and two seconds, and no more.
const (
	MaxFile          = 8 << 20  // bytes
	maxUnpacked      = 16 << 20 // bytes of all sections; a file unpacks to a few times its size
	MaxFileJunctions = 1 << 18
	MaxFileStreets   = 1 << 18
	MaxFileAreas     = 1 << 16
	MaxFilePoints    = 1 << 15 // of one street or ring
	maxFileAllPoints = 1 << 20 // of all streets and rings
	maxLength        = 40e6    // metres of all streets: each fills cells of the grid (Paris has 4e6)
)
