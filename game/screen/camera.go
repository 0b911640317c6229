package screen

import "math"

const (
	nearest   = 2.4  // dp in a metre
	farthest  = 0.02 // a city in a phone's width
	firstZoom = 0.30 // a phone is 1,400 m wide: ten minutes on foot
	zoomStep  = 1.6  // of a button
	settle    = 0.16 // seconds in which the camera comes half way of what it has to go
)

// camera looks at the map's plane from above, north up. The zero camera is not
// ready: see newCamera.
type camera struct {
	at   xy      // metres east and north, in the middle of the view
	zoom float64 // dp in a metre
	goal float64 // the zoom that it glides to
	free bool    // moved by hand: it does not follow
}

func newCamera() camera { return camera{zoom: firstZoom, goal: firstZoom} }

// screen returns where a place of the plane is seen, when the camera's middle is
// at focus.
func (c camera) screen(p, focus xy) xy {
	return xy{focus.x + (p.x-c.at.x)*c.zoom, focus.y - (p.y-c.at.y)*c.zoom}
}

// plane returns the place that is seen at a point of the screen.
func (c camera) plane(p, focus xy) xy {
	return xy{c.at.x + (p.x-focus.x)/c.zoom, c.at.y - (p.y-focus.y)/c.zoom}
}

// drag moves the map with a finger.
func (c camera) drag(d xy) camera {
	c.at.x, c.at.y, c.free = c.at.x-d.x/c.zoom, c.at.y+d.y/c.zoom, true
	return c
}

// pinch zooms by a factor about a point of the screen, which stays where it is
// unless the camera follows.
func (c camera) pinch(factor float64, about, focus xy) camera {
	before := c.plane(about, focus)
	c.zoom = clamp(c.zoom*factor, farthest, nearest)
	c.goal = c.zoom
	if c.free {
		c.at = c.at.plus(before.minus(c.plane(about, focus)))
	}
	return c
}

// toward glides to a zoom.
func (c camera) toward(factor float64) camera {
	c.goal = clamp(c.goal*factor, farthest, nearest)
	return c
}

// follow goes back to following.
func (c camera) follow() camera {
	c.free = false
	return c
}

// frames shows all of some places within a box of the screen, moved by hand no
// longer.
func (c camera) frames(places []xy, room box) camera {
	if len(places) == 0 {
		return c
	}
	lo, hi := places[0], places[0]
	for _, p := range places[1:] {
		lo, hi = xy{min(lo.x, p.x), min(lo.y, p.y)}, xy{max(hi.x, p.x), max(hi.y, p.y)}
	}
	c.at = lo.half(hi)
	fit := math.Min(room.w/max(hi.x-lo.x, 1), room.h/max(hi.y-lo.y, 1))
	c.zoom = clamp(fit*0.8, farthest, firstZoom*2)
	c.goal = c.zoom
	return c
}

// move glides for so many seconds toward its zoom and, unless it is free, toward
// a place. It tells whether anything is still moving.
func (c camera) move(place xy, seconds float64) (camera, bool) {
	part := 1 - math.Exp2(-seconds/settle)
	moving := false
	if c.zoom != c.goal {
		moving = true
		c.zoom *= math.Pow(c.goal/c.zoom, part)
		if math.Abs(c.goal/c.zoom-1) < 0.002 {
			c.zoom = c.goal
		}
	}
	if c.free || c.at == place {
		return c, moving
	}
	if d := c.at.distance(place) * c.zoom; d < 0.2 || d > 2000 { // arrived, or a jump
		c.at = place
	} else {
		c.at = c.at.to(place, part)
	}
	return c, true
}
