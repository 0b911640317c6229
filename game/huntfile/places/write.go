package places

import (
	"bytes"
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"crescendo/game/huntfile"
	"crescendo/maps/geo"
)

// Hunt returns the text of a hunt file with the places of an organiser's file,
// and everything that is wrong with those. The text is nil where the report
// holds a refusal; fileName stands in the report, in the text's first line, and
// names the hunt where nothing else does. The evening has passed its Check.
//
// The text and the report name venues: the text belongs into a file that its
// owner alone reads, the report on the terminal of whoever holds the places.
func Hunt(fileName string, src []byte, e Evening) ([]byte, huntfile.Report) {
	d := read(fileName, src)
	plaza := d.judge(e)
	var text []byte
	if !d.failed {
		w := newWriter(fileName, d, e, plaza)
		if w.area(); !d.failed {
			text = w.text()
		}
	}
	d.report.Finish()
	return text, d.report
}

// writer writes a hunt file.
type writer struct {
	*desk
	e       Evening
	file    string
	plaza   *found // nil where it is still to be decided
	venues  []found
	doubted bool // the places do not lie where the zone is
	circle  geo.Circle
	b       bytes.Buffer
}

func newWriter(fileName string, d *desk, e Evening, plaza int) *writer {
	w := &writer{desk: d, e: e, file: oneLine(path.Base(strings.ReplaceAll(fileName, `\`, "/"))), venues: d.found}
	if plaza >= 0 {
		w.plaza = &d.found[plaza]
		w.venues = slices.Concat(d.found[:plaza], d.found[plaza+1:])
	}
	for _, f := range d.found {
		if in, _ := inZone(e.Zone, f.at); !in {
			w.doubted = true
		}
	}
	return w
}

// area sets the circle that everybody sees. Neither its centre nor its radius
// may tell where the venues are.
func (w *writer) area() {
	var all []geo.Point
	for _, f := range w.venues {
		all = append(all, f.at)
	}
	centre := snap(geo.Mean(all...))
	if w.plaza != nil {
		centre = w.plaza.at
	}
	outermost := 0.0
	for _, p := range all {
		outermost = max(outermost, geo.Metres(centre, p)+margin)
	}
	for _, r := range radii {
		if outermost <= r {
			w.circle = geo.Circle{Centre: centre, Radius: r}
			return
		}
	}
	w.refuse(1, "file", fmt.Sprintf("holds venues up to %.0f km from the middle, and a hunt's area reaches %d", outermost/1000, huntfile.MaxArea/1000), "delete those that are farthest away, or choose another plaza")
}

// snap returns the nearest corner of the raster.
func snap(p geo.Point) geo.Point {
	corner, err := geo.Degrees(math.Round(p.LatDegrees()/raster)*raster, math.Round(p.LonDegrees()/raster)*raster)
	if err != nil {
		return p
	}
	return corner
}

// text returns the whole file.
func (w *writer) text() []byte {
	fmt.Fprintf(&w.b, "# Written by crescendo new from %s. What is still to be decided says TODO:\n", w.file)
	w.b.WriteString("# crescendo check lists it, with its line, until nothing is left.\n")
	w.b.WriteString("# Whoever reads this file knows the venues: keep it to yourself.\n")
	for i, left := range w.left {
		if i == maxLeft {
			fmt.Fprintf(&w.b, "# TODO: left out: %d more\n", len(w.left)-i)
			break
		}
		fmt.Fprintf(&w.b, "# TODO: %s\n", left)
	}
	w.named()
	w.times()
	w.trust()
	w.line(fmt.Sprintf("area: {lat: %s, lon: %s, radius_m: %.0f}", round(w.circle.Centre.LatDegrees()), round(w.circle.Centre.LonDegrees()), w.circle.Radius), "everybody sees it: so it is rough, and not the venues' own")
	w.meet()
	w.bands()
	w.seats()
	return w.b.Bytes()
}

// line writes a line with what is said beside it, "" for nothing.
func (w *writer) line(text, beside string) {
	if beside == "" {
		w.b.WriteString(text + "\n")
		return
	}
	fmt.Fprintf(&w.b, "%-27s # %s\n", text, oneLine(beside))
}

func (w *writer) named() {
	name, beside := w.e.Name, ""
	if name == "" {
		f := found{name: w.title}
		f.tidy()
		if name, beside = f.name, "TODO: everybody reads this name; is it the right one?"; name == "" {
			name = "A hunt"
		}
	}
	w.line("id: "+identity(name), "stands in addresses")
	w.line("name: "+quote(name), beside)
}

// identity makes an id of a name.
func identity(name string) string {
	words := strings.FieldsFunc(fold(name), func(c rune) bool { return !('a' <= c && c <= 'z' || '0' <= c && c <= '9') })
	id := strings.Join(words, "-")
	if id = strings.Trim(id[:min(len(id), huntfile.MaxID)], "-"); id == "" {
		return "hunt"
	}
	return id
}

func (w *writer) times() {
	switch {
	case w.e.Zone == "", w.e.Guess && w.doubted:
		w.line("zone: "+huntfile.Undecided, "of the times below, such as Europe/Paris")
	case w.e.Guess:
		w.line("zone: "+w.e.Zone, "TODO: this machine's; is it the places'?")
	default:
		w.line("zone: "+w.e.Zone, "")
	}
	opens, starts, closes, decided := w.e.times()
	if decided {
		w.line("opens: "+opens, "TODO: joining opens; three hours are ours")
		w.line("starts: "+starts, "the gun")
		w.line("closes: "+closes, "TODO: two and a half hours are ours")
		return
	}
	w.line("opens: "+opens, "joining opens, such as 2026-06-20T18:00")
	w.line("starts: "+starts, "the gun, such as 2026-06-20T21:00")
	w.line("closes: "+closes, "the hunt ends, such as 2026-06-20T23:30")
}

func (w *writer) trust() {
	if w.e.friends() {
		w.line("trust: friends", "anyone with a script can win")
		w.line("gate: none", "")
		w.line("doors: none", "")
		return
	}
	w.line("trust: open", "strangers may come: so there are a gate and doors")
	keeper := func(key, chosen, question string) {
		if chosen == "" {
			w.line(key+": staff", "TODO: "+question)
		} else {
			w.line(key+": "+chosen, "")
		}
	}
	keeper("gate", w.e.Gate, "stewards on the plaza; or code, a screen there; or trust: friends and none")
	keeper("doors", w.e.Doors, "stewards at each venue; or code, a screen there; or trust: friends and none")
}

// meet writes the start plaza.
func (w *writer) meet() {
	switch {
	case w.plaza != nil:
		w.line("meet:", "everybody sees it")
		name := huntfile.Undecided
		if w.plaza.name != "" {
			name = quote(w.plaza.name)
		}
		w.line(fmt.Sprintf("  - {name: %s, lat: %s, lon: %s}", name, round(w.plaza.at.LatDegrees()), round(w.plaza.at.LonDegrees())), notes(*w.plaza))
	case !w.e.friends():
		w.line("meet: "+huntfile.Undecided, fmt.Sprintf("the start plaza, public, %d m or more from each venue: [{name: In front of the town hall, lat: 48.85661, lon: 2.35151}]; one of your places: crescendo new --plaza NAME", huntfile.MinPlaza))
	}
}

func (w *writer) bands() {
	w.line("bands:", "TODO: names, colours and songs are ours; what are yours?")
	for i := range w.venues {
		b := bands[i]
		w.line(fmt.Sprintf("  - {id: %s, name: %s, colour: %q, song: builtin:%d}", b.id, b.name, b.colour, i%huntfile.BuiltinSongs+1), "")
	}
}

func (w *writer) seats() {
	w.line("venues:", "TODO: nobody sees them; how many seats has each?")
	for i, f := range w.venues {
		name := huntfile.Undecided
		if f.name != "" {
			name = quote(f.name)
		}
		w.line(fmt.Sprintf("  - {id: v%d, name: %s, band: %s, lat: %s, lon: %s, quotas: [{seats: %d, by: first}]}",
			i+1, name, bands[i].id, round(f.at.LatDegrees()), round(f.at.LonDegrees()), seats), notes(f))
	}
}

// notes is what stands beside a place that its organiser should look at.
func notes(f found) string {
	if len(f.notes) == 0 {
		return ""
	}
	return "TODO: " + strings.Join(f.notes, "; ")
}

// round writes degrees with as many decimals as are worth it, and no more than
// the file had: huntfile warns of places that are too rough.
func round(degrees float64) string {
	const unit = 1e5 // five decimals: a metre
	x := math.Round(degrees*unit) / unit
	return strconv.FormatFloat(x+0, 'f', -1, 64) // no -0
}

var bare = regexp.MustCompile(`^\pL[\pL\pM\pN '’.()-]*$`)

// quote writes a name as YAML does, in quotes where it needs them.
func quote(name string) string {
	switch strings.ToLower(name) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return `"` + name + `"`
	}
	if bare.MatchString(name) {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}
