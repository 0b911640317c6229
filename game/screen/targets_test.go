package screen

import "testing"

// Every button that is seen can be found, by a name of its own, where it is.
func TestTargetsAreWhereTheButtonsAre(t *testing.T) {
	eachPage(t, func(t *testing.T, p *page, _ *typeface) {
		targets := p.targets()
		for _, target := range targets {
			at := xy{target.X, target.Y}
			if target.Name == "stick" {
				if !p.stick || at != p.frame.stick {
					t.Errorf("the stick is at %v, want %v", at, p.frame.stick)
				}
				continue
			}
			if target.Name == "" || target.Name == "band " {
				t.Errorf("a target at %v has no name", at)
			}
			if p.window.h > 0 && !p.window.contains(at) && p.scrolls() {
				continue // partly hidden: its middle may be
			}
			if do, ok := p.button(at); !ok || do.name() != target.Name {
				t.Errorf("%s is at %v, where %q is", target.Name, at, do.name())
			}
		}
		if p.stick && len(targets) == 0 {
			t.Error("the stick is no target")
		}
	})
}
