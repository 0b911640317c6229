//go:build race

package attack

// raceDetector tells that every access to memory is watched, which makes the
// suite twenty times slower: then it is only seen to run.
const raceDetector = true
