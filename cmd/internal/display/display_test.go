package display

import (
	"net"
	"strings"
	"testing"
)

func TestADisplayIsThereUntilItIsClosed(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Xvfb, which -short does without")
	}
	d, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	socket := "/tmp/.X11-unix/X" + strings.TrimPrefix(d.Name(), ":")
	c, err := net.Dial("unix", socket)
	if err != nil {
		t.Errorf("nobody answers at %s: %v", d.Name(), err)
	} else {
		c.Close()
	}
	d.Close()
	if c, err := net.Dial("unix", socket); err == nil {
		c.Close()
		t.Error("somebody still answers after the end")
	}
}
