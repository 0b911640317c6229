//go:build !js

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"crescendo/game/sense"
	"crescendo/maps/track"
)

const usage = `usage: player [flags] ADDRESS

Joins the hunt at ADDRESS (https://hunt.example, or 192.168.1.5:8080) and plays.

  --name NAME        nickname, at most 24 characters; without, "Player 17"
  --class ID         mobility class, where the hunt has some; without, on foot
  --invitation CODE  where the hunt is by invitation
  --resume CODE      go on from another device, which shows the code
  --gps keys         walk with arrow keys, W A S D or the thumb stick (default)
  --gps gpx:FILE     walk a recorded track, at the hunt's rate
  --audio on|off     sound; where there is no device the player goes on without
  --lang en|fr       language; without, the system's
  --size WxH         the window, in points; without, 412x780
  --shot FILE        write a picture of the window as PNG, and end
  --shot-after TIME  when to take it, as 5s; without, 5s after the start

Keys: arrows or WASD walk, B bands, 1…9 choose one, C types a code, P shows the
pass, + and - zoom, space follows, Esc goes back. The map is dragged by mouse or
finger, and zoomed with the wheel or two fingers.
`

// errHelp asks for the usage.
var errHelp = errors.New("help")

// options is a command line.
type options struct {
	args      []string // as they were
	address   string
	name      string
	class     string
	invited   string       // the invitation's code
	resume    string       // a resume code
	walk      *track.Track // nil for keys
	silent    bool
	language  sense.Language
	width     int
	height    int
	shot      string
	shotAfter time.Duration
}

// parse reads a command line. Flags may stand before or behind the address.
func parse(args []string) (options, error) {
	o := options{args: args, shotAfter: 5 * time.Second}
	flags := flag.NewFlagSet("player", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	gps, audio, lang, size := "keys", "on", "", "412x780"
	flags.StringVar(&o.name, "name", "", "")
	flags.StringVar(&o.class, "class", "", "")
	flags.StringVar(&o.invited, "invitation", "", "")
	flags.StringVar(&o.resume, "resume", "", "")
	flags.StringVar(&gps, "gps", gps, "")
	flags.StringVar(&audio, "audio", audio, "")
	flags.StringVar(&lang, "lang", lang, "")
	flags.StringVar(&size, "size", size, "")
	flags.StringVar(&o.shot, "shot", "", "")
	flags.DurationVar(&o.shotAfter, "shot-after", o.shotAfter, "")
	words, err := parseFlags(flags, args)
	if err != nil {
		return o, err
	}
	if len(words) != 1 {
		return o, fmt.Errorf("want one ADDRESS, got %d; player --help tells more", len(words))
	}
	if o.resume != "" && o.name+o.class+o.invited != "" {
		return o, errors.New("--resume goes on as who you are: leave out --name, --class and --invitation")
	}
	o.address = withScheme(words[0])
	return o, errors.Join(o.readSound(audio), o.readLanguage(lang), o.readSize(size), o.readWalk(gps))
}

// parseFlags returns the words that are no flags.
func parseFlags(flags *flag.FlagSet, args []string) (words []string, err error) {
	for {
		err := flags.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			return nil, errHelp
		case err != nil:
			return nil, fmt.Errorf("%s; player --help tells which there are", strings.ReplaceAll(err.Error(), "flag provided but not defined", "there is no flag"))
		case flags.NArg() == 0:
			return words, nil
		}
		words, args = append(words, flags.Arg(0)), flags.Args()[1:]
	}
}

// withScheme returns an address as the songs need it: with http:// and without
// a slash at its end.
func withScheme(address string) string {
	address = strings.TrimRight(strings.TrimSpace(address), "/")
	if !strings.Contains(address, "://") {
		return "http://" + address
	}
	return address
}

func (o *options) readSound(s string) error {
	o.silent = s == "off"
	if s != "on" && s != "off" {
		return fmt.Errorf("--audio %q: want on or off", s)
	}
	return nil
}

// readLanguage takes a tag, or what the system says.
func (o *options) readLanguage(tag string) error {
	if tag == "" {
		o.language = sense.Choose(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
		return nil
	}
	if o.language = sense.Choose(tag); o.language.String() != tag {
		return fmt.Errorf("--lang %q: want en or fr", tag)
	}
	return nil
}

const (
	minSize = 240 // points: less holds no thumb stick
	maxSize = 8192
)

func (o *options) readSize(s string) error {
	w, h, found := strings.Cut(s, "x")
	var errW, errH error
	o.width, errW = strconv.Atoi(w)
	o.height, errH = strconv.Atoi(h)
	if !found || errW != nil || errH != nil || min(o.width, o.height) < minSize || max(o.width, o.height) > maxSize {
		return fmt.Errorf("--size %q: want WxH as 412x780, each from %d to %d", s, minSize, maxSize)
	}
	return nil
}

// readWalk reads a recorded track.
func (o *options) readWalk(s string) error {
	name, recorded := strings.CutPrefix(s, "gpx:")
	switch {
	case s == "keys":
		return nil
	case !recorded || name == "":
		return fmt.Errorf("--gps %q: want keys or gpx:FILE", s)
	}
	walk, err := readTrack(name)
	if err != nil {
		return fmt.Errorf("--gps: %w", err)
	}
	o.walk = &walk
	return nil
}

// readTrack reads no more of a file than a track may have.
func readTrack(name string) (track.Track, error) {
	f, err := os.Open(name)
	if err != nil {
		return track.Track{}, err // it names the file
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, track.MaxBytes+1))
	if err != nil {
		return track.Track{}, err
	}
	file, err := track.Parse(src)
	if err != nil {
		return track.Track{}, fmt.Errorf("%s: %w", name, err)
	}
	walk, err := file.Walk()
	if err != nil {
		return track.Track{}, fmt.Errorf("%s: %w", name, err)
	}
	return walk, nil
}
