package browser

import (
	"errors"
	"os/exec"
)

// find returns where Chromium, or what is made of it, is installed.
func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("finding a browser: there is no chromium in PATH: apt-get install chromium")
}
