package city

import "math"

// grid keeps small things by the square cells they touch, on a plane of
// metres east and north. It is built once and then only read.
type grid struct {
	cell          float64 // metres, the side of a cell
	west, south   float64
	columns, rows int
	start         []int32 // of each cell in items, and the end
	items         []int32
}

// maxCells bounds the memory of a grid: 1 MB of starts.
const maxCells = 1 << 18

// stroke is a straight line on the plane; a point is one without a length.
type stroke struct{ ax, ay, bx, by float64 }

// newGrid keeps strokes by the cells that they pass through. A cell is larger
// than asked for where there would be too many.
func newGrid(cell float64, strokes []stroke) *grid {
	if len(strokes) == 0 {
		return &grid{cell: cell, start: make([]int32, 1)}
	}
	west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range strokes {
		west, south = min(west, s.ax, s.bx), min(south, s.ay, s.by)
		east, north = max(east, s.ax, s.bx), max(north, s.ay, s.by)
	}
	g := &grid{west: west, south: south}
	for g.cell = cell; ; g.cell *= 2 {
		g.columns = int((east-west)/g.cell) + 1
		g.rows = int((north-south)/g.cell) + 1
		if g.columns*g.rows <= maxCells {
			break
		}
	}
	g.fill(strokes)
	return g
}

// fill counts what each cell holds, and then places it.
func (g *grid) fill(strokes []stroke) {
	g.start = make([]int32, g.columns*g.rows+1)
	for _, s := range strokes {
		g.each(s, func(cell int) { g.start[cell+1]++ })
	}
	for i := 1; i < len(g.start); i++ {
		g.start[i] += g.start[i-1]
	}
	g.items = make([]int32, g.start[len(g.start)-1])
	next := append([]int32(nil), g.start...)
	for i, s := range strokes {
		g.each(s, func(cell int) {
			g.items[next[cell]] = int32(i)
			next[cell]++
		})
	}
}

// each visits the cells that a stroke passes through, row by row.
func (g *grid) each(s stroke, visit func(cell int)) {
	if s.ay > s.by {
		s = stroke{s.bx, s.by, s.ax, s.ay}
	}
	_, first := g.at(s.ax, s.ay)
	_, last := g.at(s.bx, s.by)
	for row := first; row <= last; row++ {
		x0, x1 := s.ax, s.bx
		if first < last {
			low := g.south + float64(row)*g.cell
			x0, x1 = s.x(max(low, s.ay)), s.x(min(low+g.cell, s.by))
		}
		from, _ := g.at(min(x0, x1), 0)
		to, _ := g.at(max(x0, x1), 0)
		for c := max(from, 0); c <= min(to, g.columns-1); c++ {
			visit(row*g.columns + c)
		}
	}
}

// x returns where a stroke that is not level has the given y.
func (s stroke) x(y float64) float64 { return s.ax + (s.bx-s.ax)*(y-s.ay)/(s.by-s.ay) }

// at returns the cell of a point, which may lie outside the grid.
func (g *grid) at(x, y float64) (column, row int) {
	return int(math.Floor((x - g.west) / g.cell)), int(math.Floor((y - g.south) / g.cell))
}

// nearest returns the item with the smallest distance of those that lie
// within most metres, and -1 if there is none. It looks at cells in rings
// about the point and stops when no farther ring can hold a nearer one.
// distance may be a little shorter than on the plane, by a tenth at most.
func (g *grid) nearest(x, y, most float64, distance func(item int32) float64) (item int32, metres float64) {
	item, metres = -1, most
	column, row := g.at(x, y)
	first := max(0, -column, column-g.columns+1, -row, row-g.rows+1) // the first ring that touches the grid
	last := max(column, g.columns-1-column, row, g.rows-1-row)
	for ring := first; ring <= last && float64(ring-1)*g.cell*0.9 <= metres; ring++ {
		g.ring(column, row, ring, func(i int32) {
			if d := distance(i); d < metres || item < 0 && d <= metres {
				item, metres = i, d
			}
		})
	}
	return item, metres
}

// ring visits what the cells hold that lie ring columns or rows away.
func (g *grid) ring(column, row, ring int, visit func(item int32)) {
	for r := max(row-ring, 0); r <= min(row+ring, g.rows-1); r++ {
		if r == row-ring || r == row+ring {
			g.span(max(column-ring, 0), min(column+ring, g.columns-1), r, visit)
			continue
		}
		g.span(column-ring, column-ring, r, visit)
		g.span(column+ring, column+ring, r, visit)
	}
}

// span visits what the cells of a row hold from one column to another.
func (g *grid) span(from, to, row int, visit func(item int32)) {
	for c := from; c <= to; c++ {
		if c < 0 || c >= g.columns {
			continue
		}
		cell := row*g.columns + c
		for _, i := range g.items[g.start[cell]:g.start[cell+1]] {
			visit(i)
		}
	}
}

func floor(x float64) int { return int(math.Floor(x)) }
