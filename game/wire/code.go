package wire

// damm is a totally anti-symmetric quasigroup of order ten, row by row, by
// which the check digit of a code is computed (H. M. Damm, Total
// anti-symmetrische Quasigruppen, Marburg 2004). It finds every single wrong
// digit and every pair of neighbours that changed places; a test holds both.
const damm = "" +
	"0317598642" +
	"7092154863" +
	"4206871359" +
	"1750983426" +
	"6123045978" +
	"3674209581" +
	"5869720134" +
	"8945362017" +
	"9438617205" +
	"2581436790"

// CheckDigit tells whether a code has the form that gates and doors show:
// CodeDigits digits, the last of which checks the others. Whether it is right
// only the server knows.
func CheckDigit(code string) bool {
	return len(code) == CodeDigits && digits(code) && sum(code) == '0'
}

// WithCheckDigit returns a code of six digits with its check digit behind it,
// and "" for what is not six digits.
func WithCheckDigit(six string) string {
	if len(six) != CodeDigits-1 || !digits(six) {
		return ""
	}
	return six + string(sum(six))
}

// CheckOf returns the check digit of any run of digits, and "" for what is
// none. A pass that is typed has one over the player's number and its code.
func CheckOf(run string) string {
	if run == "" || !digits(run) {
		return ""
	}
	return string(sum(run))
}

// sum walks through the quasigroup: behind digits and their check digit it is
// at '0'.
func sum(code string) byte {
	at := byte('0')
	for i := range len(code) {
		at = damm[10*(at-'0')+code[i]-'0']
	}
	return at
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
