package places

// Limits of a file, checked at the edge.
const (
	MaxBytes    = 8 << 20  // of a file: My Maps exports ten thousand places in 5 MB
	MaxUnpacked = 16 << 20 // of the KML in a KMZ, whatever its header says
	MaxPlaces   = 10_000   // things of a file that are looked at: My Maps has as many

	maxDepth   = 64   // of elements within elements: My Maps nests five, Earth a dozen
	maxText    = 4096 // bytes of a name that are kept while it is read
	maxLeft    = 20   // things that were left out and stand in the hunt file: more are one layer
	maxColumns = 256  // of a CSV's first line

	raster    = 0.05 // degrees, some 5 km: the raster of the area's centre
	margin    = 500  // metres from the outermost venue to the area's edge, at least
	shownName = 40   // characters of a name in a problem

	seats = 10 // of a venue, until its organiser decides
)

// radii are what the area's radius may be, in metres: so few that none tells
// where the outermost venue is.
var radii = [...]float64{3000, 6000, 10_000, 15_000, 20_000}
