package walker

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// chooser is what walks: a Walker, or a worse one.
type chooser interface{ Next(Crossing) Decision }

const (
	fence = 40.0 // metres (R8)
	pace  = 1.4  // metres a second
)

// walk lets somebody walk until they reach the venue or have walked limit
// metres, and returns how far they walked and whether they arrived.
func walk(t *town, who chooser, sense Sense, chance *rand.Rand, limit float64) (metres float64, found bool) {
	e := &ear{t: t, chance: chance}
	at := t.at(t.start)
	place, heard := t.start, 0
	for range 60 {
		e.at(at)
	}
	for metres < limit {
		var told Told
		told, heard = sense.Tell(heard, e.step)
		ways := t.ways(place, e.step)
		d := who.Next(Crossing{Place: place, At: at, Told: told, Ways: ways})
		if d.Act != Walk {
			metres += pace // waiting is no way to win
			continue
		}
		to := ways[d.Way]
		for way := at.To(to.At); way.Long() > 0; way = at.To(to.At) {
			stride := min(pace, way.Long())
			step := way.unit().times(stride)
			at = XY{at.East + step.East, at.North + step.North}
			metres += stride
			e.at(at)
			if t.venue.To(at).Long() < fence {
				return metres, true
			}
			if stride < pace {
				break
			}
		}
		at, place = to.At, to.Place
	}
	return metres, false
}

// figures are how walks went, as shares of the straight distance.
type figures struct {
	found       float64 // share of the walks within four times the distance
	median, p90 float64
}

func measure(k kind, sense Sense, seeds int, who func(*rand.Rand) chooser) figures {
	var ratios []float64
	found := 0
	for seed := range uint64(seeds) {
		chance := rand.New(rand.NewPCG(seed, 1))
		t := newTown(k, chance)
		straight := t.venue.To(t.at(t.start)).Long()
		metres, ok := walk(t, who(rand.New(rand.NewPCG(seed, 2))), sense, chance, 4*straight)
		if ok {
			found++
			ratios = append(ratios, metres/straight)
		} else {
			ratios = append(ratios, math.Inf(1))
		}
	}
	slices.Sort(ratios)
	return figures{float64(found) / float64(seeds), ratios[seeds/2], ratios[seeds*9/10]}
}

var kinds = []kind{
	{name: "open ground", open: true},
	{name: "streets"},
	{name: "streets and dead ends", shut: 0.2},
	{name: "streets, parks and a river", shut: 0.1, parks: 60, river: true},
	{name: "all that, warped", shut: 0.1, parks: 60, river: true, warped: true},
}

// TestAWalkerFindsTheVenueBySound pins what the hunt rests on: whoever only
// hears the steps (R7) from 2 km off gets there.
func TestAWalkerFindsTheVenueBySound(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			f := measure(k, Sound(), 200, honest)
			t.Logf("found %.1f %%, median %.2f, nine in ten %.2f of the straight distance", 100*f.found, f.median, f.p90)
			if f.found < 0.97 || f.median > 2.6 {
				t.Errorf("found %.1f %%, median %.2f: want 97 %% within four times the straight distance, median at most 2.6", 100*f.found, f.median)
			}
		})
	}
}

// TestEachSenseAloneLeadsToTheVenue: touch tells half as much as the ear.
func TestEachSenseAloneLeadsToTheVenue(t *testing.T) {
	for _, s := range Senses()[1:] {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			f := measure(kinds[2], s, 100, honest)
			t.Logf("found %.1f %%, median %.2f, nine in ten %.2f of the straight distance", 100*f.found, f.median, f.p90)
			if f.found < 0.85 || f.median > 3 {
				t.Errorf("found %.1f %%, median %.2f: want 85 %% and at most 3", 100*f.found, f.median)
			}
		})
	}
}

// TestWorseWalkersFail proves that the test above tells good from bad.
func TestWorseWalkersFail(t *testing.T) {
	for name, who := range map[string]func(*rand.Rand) chooser{
		"by chance":           func(r *rand.Rand) chooser { return drunk{r} },
		"without memory":      func(r *rand.Rand) chooser { return forgetful{New(r)} },
		"away from louder":    func(r *rand.Rand) chooser { return backwards{New(r)} },
		"nine words, no more": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sense := Sound()
			if who == nil {
				who, sense = honest, Sense{Edges: Senses()[2].Edges}
			}
			f := measure(kinds[2], sense, 50, who)
			t.Logf("found %.1f %%, median %.2f", 100*f.found, f.median)
			if f.found >= 0.5 {
				t.Errorf("found %.1f %%: the measure does not tell good walkers from bad", 100*f.found)
			}
		})
	}
}

func honest(r *rand.Rand) chooser { return New(r) }

type drunk struct{ chance *rand.Rand }

func (d drunk) Next(c Crossing) Decision { return Decision{Way: d.chance.IntN(len(c.Ways))} }

// forgetful knows only what it hears right now.
type forgetful struct{ w *Walker }

func (f forgetful) Next(c Crossing) Decision {
	f.w.Forget()
	return f.w.Next(c)
}

// backwards takes louder for quieter.
type backwards struct{ w *Walker }

func (b backwards) Next(c Crossing) Decision {
	c.Told.Lowest, c.Told.Highest = Loudest-2-min(c.Told.Highest, Loudest-2), Loudest-2-min(c.Told.Lowest, Loudest-2)
	c.Told.Moved = -c.Told.Moved
	return b.w.Next(c)
}
