package main

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"crescendo/maps/city"
	"crescendo/maps/city/picture"
	"crescendo/maps/geo"
)

// cityInspect says what is in a city, and draws it.
func (p *program) cityInspect(_ context.Context, c cityCall, name string) error {
	if c.side < picture.MinSide || c.side > picture.MaxSide {
		return usageError{fmt.Errorf("--side %d: want %d to %d", c.side, picture.MinSide, picture.MaxSide)}
	}
	begin := time.Now()
	read, size, err := openCity(name)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %d KB, opened in %d ms\n", name, (size+1023)/1024, time.Since(begin).Milliseconds())
	p.describeCity(read)
	if c.output == "" {
		c.output = strings.TrimSuffix(name, filepath.Ext(name)) + ".png"
	}
	if err := writePicture(c.output, read, c.side); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "picture   %s\n", c.output)
	return nil
}

func (p *program) describeCity(c *city.City) {
	b := c.Bounds()
	west, _ := geo.Way(b.SouthWest, geo.Point{Lat: b.SouthWest.Lat, Lon: b.NorthEast.Lon})
	_, north := geo.Way(b.SouthWest, b.NorthEast)
	fmt.Fprintf(p.out, "name      %s\ncredit    %s\nlicence   %s\ndate      %s\n", c.Name, c.Credit, c.Licence, c.Date)
	if c.Source != "" {
		fmt.Fprintf(p.out, "source    %s\n", c.Source)
	}
	fmt.Fprintf(p.out, "box       %.5f,%.5f,%.5f,%.5f (W,S,E,N), %.1f km by %.1f km\n",
		b.SouthWest.LonDegrees(), b.SouthWest.LatDegrees(), b.NorthEast.LonDegrees(), b.NorthEast.LatDegrees(), west/1000, north/1000)
	p.describeStreets(c)
	areas, places := map[city.AreaKind]int{}, map[city.PlaceKind]int{}
	for _, a := range c.Areas() {
		areas[a.Kind]++
	}
	for _, a := range c.Places() {
		places[a.Kind]++
	}
	fmt.Fprintf(p.out, "areas     %d:", len(c.Areas()))
	for k := city.Water; k <= city.Building; k++ {
		fmt.Fprintf(p.out, " %d %s", areas[k], k)
	}
	fmt.Fprintf(p.out, "\nplaces    %d:", len(c.Places()))
	for k := city.Station; k <= city.Quarter; k++ {
		fmt.Fprintf(p.out, " %d %s", places[k], k)
	}
	g := c.Graph()
	fmt.Fprintf(p.out, "\nwalking   %d junctions, %d of them connected (%.1f %%)\nchunks    %d\n",
		len(g.Junctions()), g.MainSize(), 100*float64(g.MainSize())/float64(len(g.Junctions())), len(c.Chunks()))
}

func (p *program) describeStreets(c *city.City) {
	var metres [city.Path + 1]float64
	var pieces [city.Path + 1]int
	var shown [city.Full + 1]int // points, by detail
	names := map[string]bool{}
	for i := range c.Streets() {
		s := &c.Streets()[i]
		pieces[s.Class]++
		for k := 1; k < len(s.Line); k++ {
			metres[s.Class] += geo.Metres(s.Line[k-1], s.Line[k])
		}
		for d := s.From(); d <= city.Full; d++ {
			shown[d] += len(s.Points(nil, d))
		}
		if s.Name != "" {
			names[s.Name] = true
		}
	}
	fmt.Fprintf(p.out, "streets   %d pieces with %d names:", len(c.Streets()), len(names))
	for k := city.Boulevard; k <= city.Path; k++ {
		fmt.Fprintf(p.out, " %d %s (%.0f km)", pieces[k], k, metres[k]/1000)
	}
	fmt.Fprintf(p.out, "\ndetail    %d points from afar, %d of the town, %d in full\n", shown[city.Overview], shown[city.Town], shown[city.Full])
}

func writePicture(name string, c *city.City, side int) error {
	m, err := picture.Draw(c, side)
	if err != nil {
		return fmt.Errorf("drawing the city: %w", err)
	}
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("writing the picture: %w", plain(err))
	}
	if err := png.Encode(f, m); err != nil {
		f.Close()
		return fmt.Errorf("writing the picture: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("writing the picture: %w", plain(err))
	}
	return nil
}
