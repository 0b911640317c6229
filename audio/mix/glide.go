package mix

// glide is a value on its straight way to a goal.
type glide struct {
	value, goal float64
	left        int // frames until the goal
}

// toward sets a goal to be reached in frames. The same goal again changes
// nothing, so that saying it often does not put it off.
func (g *glide) toward(goal float64, frames int) {
	if goal != g.goal {
		g.goal, g.left = goal, frames
	}
}

// jump puts the value at once where it shall be.
func (g *glide) jump(value float64) { *g = glide{value: value, goal: value} }

// advance moves on by some frames and returns the value there.
func (g *glide) advance(frames int) float64 {
	if g.left <= frames {
		g.value, g.left = g.goal, 0
		return g.value
	}
	g.value += (g.goal - g.value) * float64(frames) / float64(g.left)
	g.left -= frames
	return g.value
}

// moving tells whether the goal is still ahead.
func (g *glide) moving() bool { return g.left > 0 }
