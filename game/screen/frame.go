package screen

const (
	margin      = 20.0 // between the window's edge and what is read
	fingertip   = 48.0 // the least that a button is wide and high
	rowHeight   = 64.0
	stickRadius = 62.0
	slideWidth  = 10.0 // how far a finger may slip and still tap
)

// frame is where things go, from the window's size alone: words above the map
// and hands below it on an upright phone, words beside the map where it is wide.
type frame struct {
	w, h  float64
	wide  bool
	words box // for words, from the top
	side  box // the panel behind them, where it is wide
	open  box // of the map, free of words and hands: the lantern burns in its middle
	stick xy  // the middle of the thumb stick
	zoom  box // + above −
	back  box // to follow again
	list  box // the button that opens the list of bands
	code  box // the button to present oneself at a door
	foot  xy  // right end of the last line, where the map is credited
}

func arrange(w, h float64) frame {
	f := frame{w: w, h: h, wide: w > h && w >= 600}
	if f.wide {
		return f.sideways()
	}
	f.words = box{margin, 18, w - 2*margin, h - 36}
	hands := h - 30 - 2*stickRadius
	f.stick = xy{w / 2, h - 30 - stickRadius}
	f.list = box{margin - 4, f.stick.y + stickRadius - 60, 60, 60}
	f.code = box{f.list.x, f.list.y - 60 - 30, 60, 60}
	f.zoom = box{w - margin + 4 - fingertip, f.stick.y + stickRadius - 2*fingertip, fingertip, 2 * fingertip}
	f.back = box{f.zoom.x, f.zoom.y - fingertip - 12, fingertip, fingertip}
	f.open = box{0, 190, w, max(120, hands-190-16)}
	f.foot = xy{w - 10, h - 8}
	return f
}

func (f frame) sideways() frame {
	f.side = box{0, 0, clamp(f.w*0.32, 288, 400), f.h}
	f.words = box{margin + 4, 20, f.side.w - 2*margin - 8, f.h - 40}
	f.open = box{f.side.w, 0, f.w - f.side.w, f.h}
	f.stick = xy{f.w - 32 - stickRadius, f.h - 40 - stickRadius}
	f.zoom = box{f.w - 16 - fingertip, 16, fingertip, 2 * fingertip}
	f.back = box{f.zoom.x, f.zoom.bottom() + 12, fingertip, fingertip}
	f.list = box{f.words.x, f.h - 20 - 56, f.words.w, 56}
	f.code = box{f.side.right() + 18, f.h - 26 - 40 - 84, 60, 60}
	f.foot = xy{f.w - 10, f.h - 8}
	return f
}

// short tells whether there is little room below each other: a phone on its
// side.
func (f frame) short() bool { return f.h < 480 }

// reach is where a finger takes the thumb stick: wider than it is drawn.
func (f frame) reach() box { return disc(f.stick, stickRadius+14) }

// lantern returns how far the brightest light may go.
func (f frame) lantern() float64 { return min(f.open.w, f.open.h) / 2 * 0.96 }
