package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestUntil(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began, tries := time.Now(), 0
		err := Until(t.Context(), "it is the third look", func() (bool, error) { tries++; return tries == 3, nil })
		if err != nil || tries != 3 || time.Since(began) != 2*often {
			t.Errorf("%d looks within %v: %v", tries, time.Since(began), err)
		}
	})
}

func TestUntilEndsWithTheContextAndTellsTheLastTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := Until(ctx, "the band plays", func() (bool, error) { return false, errors.New("there is no band") })
		if want := "waiting until the band plays: not within 1s: there is no band"; err == nil || err.Error() != want {
			t.Errorf("error %v, want %v", err, want)
		}
	})
}

func TestUntilIsPatientForThirtySeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if err := Until(t.Context(), "never", func() (bool, error) { return false, nil }); err == nil || time.Since(began) != patient {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

func TestUntilDoesNotWaitForABrowserThatIsGone(t *testing.T) {
	looks := 0
	err := Until(t.Context(), "never", func() (bool, error) { looks++; return false, fmt.Errorf("Page.navigate: %w", ErrGone) })
	if !errors.Is(err, ErrGone) || looks != 1 {
		t.Errorf("%d looks, %v", looks, err)
	}
}

func TestAMissingBrowserIsNamedWithItsPackage(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Launch(t.Context(), Options{})
	if err == nil || !strings.Contains(err.Error(), "apt-get install chromium") {
		t.Errorf("error %v", err)
	}
}
