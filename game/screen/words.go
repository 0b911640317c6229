package screen

import (
	"fmt"
	"strings"
	"time"

	"crescendo/game/client"
	"crescendo/game/sense"
	"crescendo/game/wire"
)

// words are what the screen says besides what sense says, in one language. "{…}"
// are gaps.
type words struct {
	connecting, retrying string
	gun, started         string // above the countdown; in its last moment
	meet, begin          string // {place}: for walkers, and for virtual walks
	choose, listen       string // above the list of bands: before the gun, and after
	switchNow, switchIn  string // {time}
	you                  string // {name}
	player               string // {number}
	seats                string // {n}
	tuned, full          string // beside a band
	reached, waits       string
	bands, back          string // buttons
	left                 string // after the clock
	counting             string
	lost                 string
	noSound, soundWaits  string
	arrived, forNow      string // {seat}
	settling             string
	waiting, waitingHow  string // {band}
	other                string // button: another band
	seat, with, there    string // {band}
	yourSeat             string // {seat}, {band}
	noSeat               string
	over, playedAt       string // {place}
	again                string // button: join anew
	keysHint             string
	north                string
	credit               string
	toGate               string
	away                 string          // {metres}
	gateHow              map[bool]string // by a code; by a steward alone
	gunIn, admits        string          // {time}
	gateShut, through    string
	gateRefused          map[wire.GateRefusal]string
	codeOf               map[bool]string // the gate's: true; a door's: false
	sevenDigits          string
	doorOf, chooseDoor   string // {band}
	lookAgain            string
	code, pass           string // under the button
	typeCode, myPass     string // buttons
	shut, typeMore       string
	toHunt               map[bool]string // back to the map: true; to the gate: false
	onItsWay, noted      phrase
	sentLater, unsure    string
	typeIn, notedUntil   string // {time}
	typeAgain            string
	showPass             map[bool]string // at a door: true; at the gate: false
	freshIn              string          // {time}
	moment, noPass       string
	seatNumber           string // {seat}
	ticket, leave        string // buttons
	leaveIt              phrase // {seat}; {band}
	keep, giveBack       string // buttons
	seatGone, bandGone   string // {band}
	removed              string // beside a band
	elsewhere            phrase
	goodFor              string // {time}
	outOf, answer        string // {player}
	organiser            string
	understood           string // button
	refused              map[wire.TuneRefusal]string
	gone                 map[client.Code]phrase
	otherwise            phrase // of gone
	position             map[client.Code]string
}

// phrase is a headline and a sentence.
type phrase struct{ headline, advice string }

func speak(l sense.Language) *words {
	if l == sense.French {
		return &french
	}
	return &english
}

// fill puts values into the gaps of a sentence: name, value, name, value, …
func fill(sentence string, gaps ...string) string {
	for i := 0; i+1 < len(gaps); i += 2 {
		sentence = strings.ReplaceAll(sentence, "{"+gaps[i]+"}", gaps[i+1])
	}
	return sentence
}

// name returns what a player is called.
func (w *words) name(s client.State) string {
	if s.Nickname != "" {
		return s.Nickname
	}
	return fill(w.player, "number", fmt.Sprint(s.Number))
}

// farewell returns why a session is gone and what to do.
func (w *words) farewell(t client.Trouble) phrase {
	if p, ok := w.gone[t.Code]; ok {
		return p
	}
	return phrase{w.otherwise.headline, t.Text}
}

// noPosition returns why no position comes.
func (w *words) noPosition(t client.Trouble) string {
	if s, ok := w.position[t.Code]; ok {
		return s
	}
	return t.Text
}

// clock writes a time as 1:02:03 or 2:03, rounded up, so that 0:00 is over.
func clock(d time.Duration) string {
	s := int(max(0, d+time.Second-1) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// metres writes a round distance.
func metres(m float64) string {
	if m >= 1000 {
		return fmt.Sprintf("%g km", m/1000)
	}
	return fmt.Sprintf("%g m", m)
}
