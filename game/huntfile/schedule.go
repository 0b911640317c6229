package huntfile

import (
	"fmt"
	"strings"
	"time"

	"crescendo/game"
)

// The ways a time may be written: without an offset, in the hunt's zone, and
// with one. A blank may stand for the T.
var (
	local  = []string{"2006-01-02T15:04", "2006-01-02T15:04:05"}
	offset = []string{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"}
)

func (r *reader) schedule(o *object, h *game.Hunt) {
	zone, broken := r.zone(o)
	var at [3]time.Time
	var said [3]value
	var known [3]bool
	bare := ""
	for i, key := range []string{"opens", "starts", "closes"} {
		v, ok := o.need(key)
		if !ok || !v.scalar() {
			continue
		}
		said[i] = v
		var needsZone bool
		at[i], needsZone, known[i] = v.time(zone, broken)
		if needsZone && bare == "" {
			bare = key
		}
	}
	if bare != "" && !o.there("zone") {
		r.add(o.node, Refused, o.thing, fmt.Sprintf("zone is missing, and %s names none of its own", bare), "write zone: Europe/Paris, or whatever clock hangs there")
	}
	after(said[1], at[1], known[1], said[0], at[0], known[0])
	after(said[2], at[2], known[2], said[1], at[1], known[1])
	if known[1] && known[2] && at[2].Sub(at[1]) > MaxHours*time.Hour {
		said[2].refuse(fmt.Sprintf("is %d hours after starts, more than %d", int(at[2].Sub(at[1]).Hours()), MaxHours), "is the date right?")
	}
	h.Opens, h.Starts, h.Closes = at[0].UnixMilli(), at[1].UnixMilli(), at[2].UnixMilli()
}

func after(v value, t time.Time, known bool, earlier value, e time.Time, earlierKnown bool) {
	if known && earlierKnown && !t.After(e) {
		v.refuse(fmt.Sprintf("is %s, not after %s, %s", v.text, earlier.key.name, earlier.text), "the order is opens, starts, closes")
	}
}

// zone returns the hunt's time zone, nil where there is none to be had; broken
// tells that one is written and cannot be used.
func (r *reader) zone(o *object) (zone *time.Location, broken bool) {
	v, ok := o.value("zone")
	if !ok {
		return nil, o.there("zone")
	}
	if !v.scalar() {
		return nil, true
	}
	if zone, err := time.LoadLocation(v.text); err == nil && v.text != "Local" && v.text != "" {
		return zone, false
	}
	remedy := "write the IANA name of the zone, such as Europe/Paris"
	if near := nearestZone(v.text); near != "" {
		remedy = "did you mean " + near + "?"
	}
	v.refuse(fmt.Sprintf("is %s, which is no time zone that is known", v.shown()), remedy)
	return nil, true
}

// nearestZone finds the zone of a city that was written without its continent
// or with blanks, "" where there is none.
func nearestZone(s string) string {
	words := strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '_' || c == '/' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + strings.ToLower(w[1:])
	}
	if len(words) == 0 {
		return ""
	}
	city := strings.Join(words, "_")
	tries := []string{words[0] + "/" + strings.Join(words[1:], "_")}
	for _, area := range []string{"Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"} {
		tries = append(tries, area+"/"+city, area+"/"+words[len(words)-1])
	}
	for _, name := range tries {
		if _, err := time.LoadLocation(name); err == nil && !strings.HasSuffix(name, "/") {
			return name
		}
	}
	return ""
}

// time returns the moment that is written. needsZone tells that it names no
// zone of its own; without a zone it is then not known, which is a problem
// only where the zone is not broken already.
func (v value) time(zone *time.Location, broken bool) (t time.Time, needsZone, known bool) {
	text := strings.TrimSpace(v.text)
	if len(text) > len("2006-01-02") && text[len("2006-01-02")] == ' ' {
		text = strings.Replace(text, " ", "T", 1)
	}
	text = strings.Replace(text, " ", "", 1) // 18:00 +02:00
	if t, ok := parseAny(offset, text, time.UTC); ok {
		return t, false, v.year(t)
	}
	wall, ok := parseAny(local, text, time.UTC)
	if !ok {
		v.refuse(fmt.Sprintf("is %s, not a time", v.shown()), timeRemedy(text))
		return time.Time{}, false, false
	}
	if !v.year(wall) || zone == nil {
		return time.Time{}, !broken, false
	}
	t, known = v.instant(wall, zone)
	return t, true, known
}

func parseAny(layouts []string, text string, zone *time.Location) (time.Time, bool) {
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func timeRemedy(text string) string {
	if t, err := time.Parse("2006-01-02", text); err == nil {
		return "add the hour: " + t.Format("2006-01-02") + "T18:00"
	}
	if _, err := time.Parse("15:04", text); err == nil {
		return "add the date: 2026-06-20T" + text
	}
	if !strings.Contains(text, "T") {
		return "write it as 2026-06-20T18:00"
	}
	if i := strings.IndexAny(text, "T"); len(text) > i+1 && strings.ContainsAny(text[i:], "+-") {
		return "write it as 2026-06-20T18:00+02:00, with hours and minutes of the offset"
	}
	return "write it as 2026-06-20T18:00, with a day and an hour that exist"
}

func (v value) year(t time.Time) bool {
	if y := t.Year(); y < earliest || y > latest {
		v.refuse(fmt.Sprintf("lies in the year %d", y), "is the year right?")
		return false
	}
	return true
}

// instant returns the moment at which the zone's clocks show wall, which is
// given as if it were UTC. In the nights in which clocks change there may be
// none or two: both are refused, because nobody could say when the gun fires.
func (v value) instant(wall time.Time, zone *time.Location) (time.Time, bool) {
	found := moments(wall, zone)
	switch len(found) {
	case 1:
		return found[0], true
	case 0:
		_, seconds := wall.Add(-26 * time.Hour).In(zone).Zone()
		later := wall.Add(-time.Duration(seconds) * time.Second).In(zone)
		v.refuse(fmt.Sprintf("is %s, a time that does not exist in %s: clocks go forward over it", v.text, zone),
			fmt.Sprintf("did you mean %s?", later.Format(local[0])))
	default:
		v.refuse(fmt.Sprintf("is %s, a time that comes twice in %s: clocks go back over it", v.text, zone),
			fmt.Sprintf("write %s for the first or %s for the second", found[0].In(zone).Format(offset[0]), found[1].In(zone).Format(offset[0])))
	}
	return time.Time{}, false
}

// moments returns every moment at which clocks in zone show wall, in order:
// each with one of the offsets that hold the day before and the day after (26
// hours, because offsets reach ±14 and zones do not change twice within two
// days).
func moments(wall time.Time, zone *time.Location) []time.Time {
	var found []time.Time
	for _, around := range []time.Duration{-26 * time.Hour, 26 * time.Hour} {
		_, seconds := wall.Add(around).In(zone).Zone()
		t := wall.Add(-time.Duration(seconds) * time.Second)
		y, m, d := t.In(zone).Date()
		hour, minute, second := t.In(zone).Clock()
		if !time.Date(y, m, d, hour, minute, second, 0, time.UTC).Equal(wall) {
			continue
		}
		if len(found) == 0 || !found[0].Equal(t) {
			found = append(found, t)
		}
	}
	return found
}
