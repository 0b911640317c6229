package attack

import (
	"fmt"
	"math"
	"math/rand/v2"

	"crescendo/game"
)

// What one warp tells about another (O11), and whether what is accepted guides
// walkers (O13).

const fieldPlaces = 200

// ringPlaces are places about a venue, as an attacker might have read them in
// another hunt: any bearing, 60 m to 4 km, even in ln d.
func ringPlaces(rng *rand.Rand) (places []xy) {
	for range fieldPlaces {
		places = append(places, polar(2*math.Pi*rng.Float64(), 60*math.Pow(4000./60, rng.Float64())))
	}
	return places
}

func warpAt(w game.Warp, p xy) float64 { return w.Log(p.length(), p.x, p.y) }

// likeness returns the correlation of two warps over places.
func likeness(a, b game.Warp, places []xy) float64 {
	var sa, sb, saa, sbb, sab float64
	for _, p := range places {
		x, y := warpAt(a, p), warpAt(b, p)
		sa, sb, saa, sbb, sab = sa+x, sb+y, saa+x*x, sbb+y*y, sab+x*y
	}
	n := float64(len(places))
	return (n*sab - sa*sb) / math.Sqrt((n*saa-sa*sa)*(n*sbb-sb*sb))
}

// pair is what two hunts, or two venues of one, have in common.
type pair struct {
	like   float64 // correlation of the warps
	offset float64 // metres between the two centres' offsets
}

func field(key []byte, hunt, venue string) game.Field {
	f, err := game.NewField(key, hunt, venue)
	if err != nil {
		panic(err) // once in 10^28 venues
	}
	return f
}

// twoFields compares the same venue in two hunts, or two venues of one hunt.
func twoFields(rng *rand.Rand, hunts bool) pair {
	key := fmt.Append(nil, rng.Uint64())
	hunt, venue := "paris", "v2"
	if hunts {
		hunt, venue = "lyon", "v1"
	}
	e1, n1 := game.CentreOffset(key, "paris", "v1")
	e2, n2 := game.CentreOffset(key, hunt, venue)
	return pair{
		like:   likeness(field(key, "paris", "v1").Warp, field(key, hunt, venue).Warp, ringPlaces(rng)),
		offset: math.Hypot(e1-e2, n1-n2),
	}
}

func likenessRow() Attack {
	return Attack{ID: "O11", Name: "a warp learnt in one hunt, or at one venue, applied to another", Runs: Runs{Smoke: 5, Fast: 150, Full: 500},
		play: func(c chance, runs int) []Measure {
			hunts := each(c, runs, func(rng *rand.Rand) pair { return twoFields(rng, true) })
			venues := each(c, runs, func(rng *rand.Rand) pair { return twoFields(rng, false) })
			return append(likenessOf(c, "two hunts", hunts), likenessOf(c, "two venues", venues)...)
		}}
}

// A field has room for some two dozen places that know nothing of each other,
// so that two fields are alike by chance: a pair's correlation has a standard
// deviation of about 0.2. What would betray a bond is the mean over many pairs,
// with its sign.
func likenessOf(c chance, name string, all []pair) []Measure {
	likes := over(c, all, func(p pair) float64 { return p.like })
	sizes := over(c, all, func(p pair) float64 { return math.Abs(p.like) })
	same := over(c, all, func(p pair) float64 { return bit(p.offset < 0.1) })
	return []Measure{
		sizes.most(name+": correlation over 200 places, size of the mean", math.Abs(likes.mean()), 0.05),
		sizes.most(name+": size of the correlation, median", sizes.median(), 0.2),
		sizes.most(name+": the same, p95", sizes.quantile(0.95), 0.45),
		same.never(name + ": the same offset"),
	}
}

func bit(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// guidance is what an accepted warp does to somebody who walks towards louder.
type guidance struct {
	lost  float64 // starts from which they stop at a place that is not the venue
	p90   float64 // degrees between louder and the venue
	draws float64
}

// guide measures it in another way than the check that accepted the warp: by
// walking, and at places by chance.
func guide(rng *rand.Rand) (g guidance) {
	f := field(fmt.Append(nil, rng.Uint64()), "h", "v")
	w := f.Warp
	g.draws = float64(f.Draws)
	var off []float64
	for i := range 10 * fieldPlaces {
		p := polar(2*math.Pi*rng.Float64(), 60*math.Pow(3000./60, rng.Float64()))
		off = append(off, misled(w, p))
		if i < fieldPlaces && !climbs(w, p) {
			g.lost++
		}
	}
	g.p90 = quantile(off, 0.9)
	return g
}

func lnHeard(w game.Warp, p xy) float64 { return math.Log(p.length()) + warpAt(w, p) }

// uphill returns the direction in which it grows louder fastest.
func uphill(w game.Warp, p xy) xy {
	h := 0.01 * p.length()
	return xy{
		lnHeard(w, p.plus(xy{-h, 0})) - lnHeard(w, p.plus(xy{h, 0})),
		lnHeard(w, p.plus(xy{0, -h})) - lnHeard(w, p.plus(xy{0, h})),
	}
}

// misled returns the degrees between louder and the venue.
func misled(w game.Warp, p xy) float64 {
	up, home := uphill(w, p), p.times(-1)
	return math.Acos(max(-1, min(1, up.dot(home)/(up.length()*home.length()+1e-12)))) * 180 / math.Pi
}

// climbs tells whether small strides towards louder lead within 60 m.
func climbs(w game.Warp, p xy) bool {
	for range 2000 {
		d := p.length()
		if d < 60 {
			return true
		}
		p = p.plus(xy{}.toward(uphill(w, p)).times(0.02 * d))
	}
	return false
}

func qualityRow() Attack {
	return Attack{ID: "O13", Name: "quality of accepted warps, by walking towards louder from 200 places, 60 m to 3 km", Runs: Runs{Smoke: 3, Fast: 60, Full: 500},
		play: func(c chance, runs int) []Measure {
			all := each(c, runs, guide)
			draws := over(c, all, func(g guidance) float64 { return g.draws })
			return []Measure{
				over(c, all, func(g guidance) float64 { return g.lost }).never("starts that end at a false peak"),
				over(c, all, func(g guidance) float64 { return g.p90 }).mostOf("degrees between louder and the venue, p90, worst warp", 30),
				draws.most("draws until one is accepted, mean", draws.mean(), 4),
			}
		}}
}
