package screen

const dead = 0.14 // of the stick's way: a resting thumb does not walk

// thumb returns how a stick is pushed by a finger: east and north, at most 1
// long. Beyond the dead middle it begins at nothing, so that one can walk slowly.
func thumb(finger, middle xy) xy {
	d := finger.minus(middle).times(1 / (stickRadius * 0.8))
	long := d.length()
	if long < dead {
		return xy{}
	}
	push := min(1, (long-dead)/(1-dead)) / long
	return xy{d.x * push, -d.y * push}
}

// heading is a set of walking keys that are held.
type heading uint8

// The four ways.
const (
	goNorth heading = 1 << iota
	goEast
	goSouth
	goWest
)

// push returns the way of the keys, at most 1 long; opposite keys cancel.
func (k heading) push() xy {
	var p xy
	if k&goNorth != 0 {
		p.y++
	}
	if k&goSouth != 0 {
		p.y--
	}
	if k&goEast != 0 {
		p.x++
	}
	if k&goWest != 0 {
		p.x--
	}
	if long := p.length(); long > 1 {
		p = p.times(1 / long)
	}
	return p
}
