/** Kept in this browser, for this desk; it says nothing about anybody. */
const key = 'perch-beep'

/** Whether this desk beeps when somebody's time has turned red. Off until somebody turns it on. */
export function beepsHere(): boolean {
  return localStorage.getItem(key) === 'on'
}

export function setBeeps(on: boolean): void {
  if (on) localStorage.setItem(key, 'on')
  else localStorage.removeItem(key)
}

/** One soft tone, a fifth of a second long. Browsers keep it to themselves until somebody has touched the page. */
export function beep(): void {
  const sound = new AudioContext()
  const [tone, volume, now] = [sound.createOscillator(), sound.createGain(), sound.currentTime]
  tone.frequency.value = 528
  volume.gain.setValueAtTime(0, now)
  volume.gain.linearRampToValueAtTime(0.08, now + 0.03)
  volume.gain.linearRampToValueAtTime(0, now + 0.2)
  tone.connect(volume).connect(sound.destination)
  tone.onended = () => void sound.close()
  tone.start(now)
  tone.stop(now + 0.2)
}
