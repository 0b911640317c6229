package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"crescendo/maps/city"
	"crescendo/maps/geo"
)

const cityHelp = `A city is one file: streets to draw and to walk, areas, places, and whose facts they are.

  crescendo city build REGION.osm.pbf --name Lyon [--bbox W,S,E,N] -o lyon.city
      make one of an extract of OpenStreetMap (.osm.pbf, .osm, Overpass's JSON; gzip and bzip2 too),
      as from download.geofabrik.de; --bbox cuts the city out, in degrees: 4.77,45.70,4.90,45.81
  crescendo city inspect lyon.city [-o lyon.png] [--side PIXELS]
      say what is in it, and draw all of it into one picture
  crescendo city check --hunt hunt.yaml lyon.city
      say for each venue: inside or not, how far from a street, reachable or not, by which street

A player shows the credit of a city wherever it shows the city. What is made of OpenStreetMap stays
under its licence: pass the credit on with the file.
`

// cityCommand makes and looks at .city files.
func (p *program) cityCommand(ctx context.Context, args []string) error {
	var c cityCall
	words, help, err := parse("city", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&c.name, "name", "", "build: the `NAME` of the city")
		f.StringVar(&c.box, "bbox", "", "build: cut out `W,S,E,N`, in degrees")
		f.StringVar(&c.source, "source", "", "build: where the extract comes from, in words; its file name by default")
		f.StringVar(&c.output, "o", "", "the `FILE` to write: of build the city, of inspect the picture")
		f.IntVar(&c.side, "side", 1600, "inspect: the longer side of the picture in `PIXELS`")
		f.StringVar(&c.hunt, "hunt", "", "check: the `HUNT.yaml` whose venues are looked up")
	})
	if err != nil || help {
		return err
	}
	if len(words) == 0 || words[0] == "help" {
		fmt.Fprint(p.out, cityHelp)
		return nil
	}
	does := map[string]func(context.Context, cityCall, string) error{"build": p.cityBuild, "inspect": p.cityInspect, "check": p.cityCheck}
	do := does[words[0]]
	switch {
	case do == nil:
		return usageError{fmt.Errorf("there is no %q: want build, inspect, check or help", words[0])}
	case len(words) != 2:
		return usageError{fmt.Errorf("city %s wants one file", words[0])}
	}
	return do(ctx, c, words[1])
}

// cityCall is what the flags of a city command say.
type cityCall struct {
	name, box, source, output, hunt string
	side                            int
}

// openCity reads a .city file, or a city's readable source.
func openCity(name string) (c *city.City, size int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, plain(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, city.MaxFile+1))
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", name, plain(err))
	}
	if bytes.HasPrefix(b, []byte("city ")) || bytes.HasPrefix(b, []byte("#")) {
		c, err = city.ParseFile(name, b)
		return c, len(b), err
	}
	if c, err = city.Decode(b); err != nil {
		return nil, 0, fmt.Errorf("%s: %w", name, err)
	}
	return c, len(b), nil
}

var errBox = errors.New("want four numbers W,S,E,N in degrees, west before east and south before north, such as 4.77,45.70,4.90,45.81")

// boxOf reads W,S,E,N.
func boxOf(text string) (*city.Bounds, error) {
	if text == "" {
		return nil, nil
	}
	words := strings.Split(text, ",")
	if len(words) != 4 {
		return nil, errBox
	}
	var n [4]float64
	for i, w := range words {
		v, err := strconv.ParseFloat(strings.TrimSpace(w), 64)
		if err != nil {
			return nil, errBox
		}
		n[i] = v
	}
	southWest, err1 := geo.Degrees(n[1], n[0])
	northEast, err2 := geo.Degrees(n[3], n[2])
	if err1 != nil || err2 != nil || n[0] >= n[2] || n[1] >= n[3] {
		return nil, errBox
	}
	return &city.Bounds{SouthWest: southWest, NorthEast: northEast}, nil
}
