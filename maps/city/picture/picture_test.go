package picture_test

import (
	"image"
	"image/color"
	"os"
	"testing"

	"crescendo/maps/city"
	"crescendo/maps/city/picture"
	"crescendo/maps/geo"
)

func paris(t testing.TB) *city.City {
	t.Helper()
	src, err := os.ReadFile("../../../assets/player/paris.txt")
	if err != nil {
		t.Fatal(err)
	}
	c, err := city.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// pixel returns what is drawn at a place.
func pixel(m image.Image, c *city.City, p geo.Point) color.NRGBA {
	b := c.Bounds()
	x := float64(p.Lon-b.SouthWest.Lon) / float64(b.NorthEast.Lon-b.SouthWest.Lon) * float64(m.Bounds().Dx())
	y := float64(b.NorthEast.Lat-p.Lat) / float64(b.NorthEast.Lat-b.SouthWest.Lat) * float64(m.Bounds().Dy())
	return color.NRGBAModel.Convert(m.At(int(x), int(y))).(color.NRGBA)
}

func TestAPictureShowsRiverParkAndStreets(t *testing.T) {
	c := paris(t)
	m, err := picture.Draw(c, 1500)
	if err != nil {
		t.Fatal(err)
	}
	if long := max(m.Bounds().Dx(), m.Bounds().Dy()); long != 1500 {
		t.Errorf("its longer side has %d pixels", long)
	}
	river := pixel(m, c, geo.Point{Lat: 488584000, Lon: 23376000})
	if !(river.B > river.G && river.G > river.R) {
		t.Errorf("the river is %v", river)
	}
	park := pixel(m, c, geo.Point{Lat: 488467000, Lon: 23363000}) // the Luxembourg
	if !(park.G > park.R && park.G > park.B) {
		t.Errorf("the park is %v", park)
	}
	for _, s := range c.Streets() {
		if s.Class == city.Boulevard && !s.Bridge {
			if at := pixel(m, c, s.Line[0]); at.R < 0x60 {
				t.Errorf("where %s begins there is %v", s.Name, at)
			}
			break
		}
	}
	light := 0 // the credit
	for x := m.Bounds().Max.X - 150; x < m.Bounds().Max.X; x++ {
		for y := m.Bounds().Max.Y - 20; y < m.Bounds().Max.Y; y++ {
			if r, _, _, _ := m.At(x, y).RGBA(); r>>8 > 0xb0 {
				light++
			}
		}
	}
	if light < 100 {
		t.Errorf("%d light pixels where the credit should be", light)
	}
}

func TestAPictureHasASensibleSize(t *testing.T) {
	c, err := city.Parse([]byte("city 1\nname N\ncredit C\nlicence L\ndate 2026-11-25\njunction a 48 2\njunction b 48.01 2\nstreet main X: a b\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range []int{-1, 0, 1, picture.MinSide} {
		m, err := picture.Draw(c, side)
		if err != nil || m.Bounds().Dx() != picture.MinSide || m.Bounds().Dy() < picture.MinSide {
			t.Errorf("side %d: %v, %v", side, m.Bounds(), err)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	c := paris(b)
	for b.Loop() {
		if _, err := picture.Draw(c, 1600); err != nil {
			b.Fatal(err)
		}
	}
}
