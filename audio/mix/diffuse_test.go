package mix

import (
	"math"
	"testing"
)

// The impulse responses for a convolver are what the Mixer's echo answers.
func TestDiffuserIsTheMixersEcho(t *testing.T) {
	left, right := Diffuser(Rate)
	var e echo
	var power [2]float64
	for i := range left {
		e.push([]float64{1, 0}[min(i, 1)])
		l, r := e.scattered()
		if l != float64(left[i]) || r != float64(right[i]) {
			t.Fatalf("sample %d: the echo is %v, %v, the diffuser %v, %v", i, l, r, left[i], right[i])
		}
		power[0], power[1] = power[0]+l*l, power[1]+r*r
	}
	if math.Abs(power[0]-1) > 1e-9 || math.Abs(power[1]-1) > 1e-9 {
		t.Errorf("powers %v, want 1", power)
	}
	if slow, _ := Diffuser(Rate / 2); len(slow) > len(left)/2+1 {
		t.Errorf("at half the rate the answer has %d samples, at once %d", len(slow), len(left))
	}
}
