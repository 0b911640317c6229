package places

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"crescendo/game/huntfile"
)

// Evening is what the organiser has decided already. Whatever is "" stands in
// the hunt file as TODO.
type Evening struct {
	Name   string // of the hunt, which everybody reads; the map's, to be looked at, where it is ""
	Zone   string // IANA time zone
	Guess  bool   // Zone is this machine's: to be looked at
	Starts string // the gun, as a hunt file writes it
	Gate   string // none, code or staff
	Doors  string // none, code or staff
	Plaza  string // name of the place of the file that is the start plaza: it becomes public
}

// Between opening, gun and close, until the organiser decides.
const (
	lobby = 3 * time.Hour
	hunt  = 150 * time.Minute
)

// The ways a time may be written, as in a hunt file.
var layouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"}

// Check tells what is wrong with a decision, by the flag of crescendo new that
// it comes from.
func (e Evening) Check() error {
	keepers := []string{"", "none", "code", "staff"}
	if name := oneLine(e.Name); name != e.Name || len([]rune(name)) > huntfile.MaxName || strings.HasPrefix(name, "${") || name == huntfile.Undecided {
		return fmt.Errorf("--name %q: want at most %d characters on one line", short(e.Name), huntfile.MaxName)
	}
	if _, _, _, ok := e.times(); e.Starts != "" && !ok {
		return fmt.Errorf("--starts %q: want a time such as 2026-06-20T21:00", short(e.Starts))
	}
	if e.Zone != "" {
		if _, err := time.LoadLocation(e.Zone); err != nil || e.Zone == "Local" {
			return fmt.Errorf("--zone %q: want the IANA name of a time zone, such as Europe/Paris", short(e.Zone))
		}
	}
	switch {
	case !slices.Contains(keepers, e.Gate):
		return fmt.Errorf("--gate %q: want none, code or staff", short(e.Gate))
	case !slices.Contains(keepers, e.Doors):
		return fmt.Errorf("--doors %q: want none, code or staff", short(e.Doors))
	case e.Gate == "none" && (e.Doors == "code" || e.Doors == "staff"), e.Doors == "none" && (e.Gate == "code" || e.Gate == "staff"):
		return errors.New("--gate and --doors: among friends both are none, and strangers need both")
	}
	return nil
}

// friends tells whether there is neither gate nor doors.
func (e Evening) friends() bool { return e.Gate == "none" || e.Doors == "none" }

// times returns when the hunt opens, starts and closes, as Starts is written.
func (e Evening) times() (opens, starts, closes string, ok bool) {
	text := strings.Replace(strings.TrimSpace(e.Starts), " ", "T", 1)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Add(-lobby).Format(layout), t.Format(layout), t.Add(hunt).Format(layout), true
		}
	}
	return huntfile.Undecided, huntfile.Undecided, huntfile.Undecided, false
}
