package screen

import (
	"testing"
)

var middle1 = xy{200, 400}

func close1(a, b xy) bool { return a.distance(b) < 1e-6 }

func TestNorthIsUpAndEastIsRight(t *testing.T) {
	c := newCamera()
	c.at = xy{1000, 500}
	if got := c.screen(xy{1000, 500}, middle1); !close1(got, middle1) {
		t.Errorf("the camera's place is seen at %v, want %v", got, middle1)
	}
	got := c.screen(xy{1100, 600}, middle1)
	if want := (xy{200 + 100*firstZoom, 400 - 100*firstZoom}); !close1(got, want) {
		t.Errorf("100 m north-east is seen at %v, want %v", got, want)
	}
	if back := c.plane(got, middle1); !close1(back, xy{1100, 600}) {
		t.Errorf("and is taken for %v", back)
	}
}

func TestAFingerKeepsItsPlaceOnTheMap(t *testing.T) {
	c := newCamera()
	at := xy{120, 300}
	under := c.plane(at, middle1)
	c = c.drag(xy{30, -50})
	if got := c.plane(at.plus(xy{30, -50}), middle1); !close1(got, under) || !c.free {
		t.Errorf("after dragging the finger is over %v, want %v; free %v", got, under, c.free)
	}
	under = c.plane(at, middle1)
	c = c.pinch(1.7, at, middle1)
	if got := c.plane(at, middle1); !close1(got, under) {
		t.Errorf("after zooming the fingers are over %v, want %v", got, under)
	}
}

func TestZoomHasEnds(t *testing.T) {
	c := newCamera().pinch(1e9, middle1, middle1)
	if c.zoom != nearest {
		t.Errorf("the nearest zoom is %v, want %v", c.zoom, nearest)
	}
	if c = c.pinch(0, middle1, middle1); c.zoom != farthest {
		t.Errorf("the farthest zoom is %v, want %v", c.zoom, farthest)
	}
	if c = c.toward(0.001); c.goal != farthest {
		t.Errorf("the goal is %v, want %v", c.goal, farthest)
	}
}

// Following, the camera comes to rest on the player; moved by hand, it stays.
func TestTheCameraFollowsUntilItIsMoved(t *testing.T) {
	c, place, moving := newCamera().toward(zoomStep), xy{300, -200}, true
	ticks := 0
	for ; moving && ticks < 200; ticks++ {
		c, moving = c.move(place, 1.0/TPS)
	}
	if c.at != place || c.zoom != c.goal || ticks == 200 {
		t.Errorf("after %d ticks it is at %v, zoom %v of %v", ticks, c.at, c.zoom, c.goal)
	}
	c = c.drag(xy{10, 0})
	if moved, moving := c.move(xy{0, 0}, 1.0/TPS); moved != c || moving {
		t.Errorf("moved by hand it went on to %v", moved.at)
	}
	if c, _ = c.follow().move(xy{50_000, 0}, 1.0/TPS); c.at.x != 50_000 {
		t.Errorf("a jump of 50 km glides: %v", c.at)
	}
}

func TestFramesShowsEveryPlace(t *testing.T) {
	room := box{0, 300, 400, 400}
	places := []xy{{-800, 100}, {900, -1400}, {20, 30}}
	c := newCamera().frames(places, room)
	for _, p := range places {
		if at := c.screen(p, room.middle()); !room.contains(at) {
			t.Errorf("%v is seen at %v, outside %v", p, at, room)
		}
	}
	if one := newCamera().frames(places[:1], room); one.zoom > nearest || one.at != places[0] {
		t.Errorf("one place alone: at %v, zoom %v", one.at, one.zoom)
	}
}
