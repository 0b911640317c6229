package attack

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Least squares (O6, O6b): accounts leave the plaza on evenly spread headings
// (one alone walks an L), write down where the step changed, and look for the
// point whose distances fit best. No prior, no model of the warp: what anybody
// would write in an hour.

// circle is a place that heard the venue at exp(ln) metres.
type circle struct {
	at xy
	ln float64
}

// leastSquares returns the metres between the venue, 2 km away, and where the
// attacker thinks it to be.
func leastSquares(rng *rand.Rand, w warped, accounts int, metres float64) float64 {
	venue := around(rng, 2000)
	s := newStage(rng, w, venue)
	first := 2 * math.Pi * rng.Float64()
	var circles []circle
	for k := range accounts {
		way := heading(first + 2*math.Pi*float64(k)/float64(accounts))
		circles = append(circles, listenAlong(s.enter(), way, metres, accounts == 1, k == 0)...)
	}
	return fit(circles).metres(venue)
}

// listenAlong walks so many metres and returns the circles heard: one at each
// change of the step and, with the start, one there.
func listenAlong(e ear, way xy, metres float64, turn, start bool) (circles []circle) {
	const stride = speedCap * frameTime
	step := e.claim(xy{})
	if start {
		near, far := band(step)
		circles = append(circles, circle{e.at(), math.Log(near*far) / 2})
	}
	for m := stride; m <= metres; m += stride {
		if turn && m > metres/2 {
			way, turn = way.turned(math.Pi/2), false
		}
		from, before := e.at(), step
		if step = e.claim(e.last().plus(way.times(stride))); step != before {
			circles = append(circles, circle{middle(from, e.at()), math.Log(crossed(before, step))})
		}
	}
	return circles
}

// fit returns the point of the city with the least sum of squared errors of ln
// distance: the best of a raster, and from there by the way of Gauss and Newton,
// damped as Levenberg and Marquardt do.
func fit(circles []circle) xy {
	best, least := xy{}, math.Inf(1)
	for x := -cityHalf + 50; x < cityHalf; x += 100 {
		for y := -cityHalf + 50; y < cityHalf; y += 100 {
			if sum := misfit(xy{x, y}, circles); sum < least {
				best, least = xy{x, y}, sum
			}
		}
	}
	for damping, i := 1e-3, 0; i < 100 && damping < 1e9; i++ {
		p := best.minus(gaussNewton(best, circles, damping))
		if sum := misfit(p, circles); sum < least {
			best, least, damping = p, sum, damping/4
		} else {
			damping *= 4
		}
	}
	return best
}

// gaussNewton returns the damped step of Gauss and Newton at a point.
func gaussNewton(p xy, circles []circle, damping float64) xy {
	var xx, cross, yy, ex, ey float64
	for _, c := range circles {
		way := p.minus(c.at)
		d2 := max(way.dot(way), 25)
		g := way.times(1 / d2)
		e := math.Log(d2)/2 - c.ln
		xx, cross, yy = xx+g.x*g.x, cross+g.x*g.y, yy+g.y*g.y
		ex, ey = ex+g.x*e, ey+g.y*e
	}
	xx, yy = xx*(1+damping), yy*(1+damping)
	det := xx*yy - cross*cross
	return xy{(yy*ex - cross*ey) / det, (xx*ey - cross*ex) / det}
}

func misfit(p xy, circles []circle) float64 {
	sum := 0.0
	for _, c := range circles {
		e := math.Log(max(p.metres(c.at), 5)) - c.ln
		sum += e * e
	}
	return sum
}

// squaresRow is a row of least squares, with its limits by number of accounts:
// the median and the tenth percentile of the error, in metres; 0 for none.
func squaresRow(id string, metres float64, limits map[int][2]float64) Attack {
	return Attack{
		ID:   id,
		Name: fmt.Sprintf("least squares from the plaza, venue 2 km away, %.0f m each", metres),
		Runs: Runs{Smoke: 1, Fast: 60, Full: 200},
		play: func(c chance, runs int) (list []Measure) {
			for _, k := range []int{1, 4, 10} {
				errors := sample{from: c.from, values: each(c, runs, func(rng *rand.Rand) float64 { return leastSquares(rng, true, k, metres) })}
				list = append(list, errors.least(fmt.Sprintf("k = %d: error, median, m", k), errors.median(), limits[k][0]))
				if limits[k][1] > 0 {
					list = append(list, errors.least(fmt.Sprintf("k = %d: error, p10, m", k), errors.quantile(0.1), limits[k][1]))
				}
			}
			return list
		},
	}
}
