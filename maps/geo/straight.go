package geo

// Straight measures distances as the crow flies. The zero value is ready.
type Straight struct{}

// Metres is [Metres].
func (Straight) Metres(a, b Point) float64 { return Metres(a, b) }
