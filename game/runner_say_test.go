package game

import (
	"fmt"
	"strings"
	"time"

	"crescendo/game/sense"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// tell is what comes of one frame in a play.
func (w *walker) tell(at Millis, told Told) []string {
	if w.speaks {
		return w.say(at, told)
	}
	return []string{line(told)}
}

// say returns what the player is told, in French and in English, where it is
// another thing than before. What stands in brackets nobody is told.
func (w *walker) say(at Millis, told Told) (lines []string) {
	t := sense.Told{
		Word: wire.Word(told.Word), Step: told.Step, Fog: wire.Fog(told.Fog),
		CatchUp: time.Duration(told.CatchUp) * time.Second / time.Duration(w.hunt.rate()),
	}
	for v := range told.Arrived.All() {
		lines = append(lines, fmt.Sprintf("%s arrived at %d", timeOf(at), v))
	}
	for v := range (w.Eligible() &^ w.eligible).All() {
		lines = append(lines, fmt.Sprintf("%s (eligible at %d)", timeOf(at), v))
	}
	w.eligible = w.Eligible()
	fr, en := plain(sense.French.Sentence(t)), plain(sense.English.Sentence(t))
	if w.said != fr+en {
		lines = append(lines, timeOf(at)+" "+fr, timeOf(at)+" "+en)
		w.said = fr + en
	}
	return lines
}

func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// stay lets the player stand where they are, with a fix a second, or without
// any, and a frame every two seconds.
func (w *walker) stay(at Millis, blind bool, during Millis) (lines []string) {
	for end := at + during; at < end; {
		at += 2000
		if blind {
			lines = append(lines, w.tell(at, w.frame(at))...)
			continue
		}
		lines = append(lines, w.tell(at, w.frame(at, seen{w.at, at - 1000}, seen{w.at, at}))...)
	}
	return lines
}

// thrown is the fix of a street between high walls: the nth is off by up to
// w.canyon metres, in all directions in turn, and knows about half of it.
func (w *walker) thrown(x Fix, n int) Fix {
	off := w.canyon * float64(n*7%10) / 10
	x.At = geo.Offset(x.At, float64(n)*137.5, off)
	x.AccuracyDM = uint16(100 + 5*off)
	return x
}
