export interface SignedInAgain {
  /** The colleague whose tab this is. */
  me: string
  /** Asks which colleague is signed in in this browser now; null: nobody. May fail: it is asked again. */
  ask: () => Promise<string | null>
  /** The same colleague is back. */
  again: () => void
  /** Somebody else is here: what was typed in this tab is not theirs. */
  other: () => void
  /** Milliseconds between two questions. [choice] */
  every?: number
}

/** Absent when a test, or the server, asks. */
const browser = typeof window === 'undefined' ? null : window

/** Waits in a tab whose session has ended until somebody signs in in another tab. Returns how to stop. */
export function awaitSignIn({ me, ask, again, other, every = 3_000 }: SignedInAgain): () => void {
  let asking = false
  let over = false
  const look = async () => {
    if (asking) return
    asking = true
    const who = await ask().catch(() => null)
    asking = false
    // Another question may have been answered, or the tab left, meanwhile.
    if (over || who === null) return
    stop()
    if (who === me) again()
    else other()
  }
  const now = () => void look()
  const timer = setInterval(now, every)
  browser?.addEventListener('focus', now)
  function stop() {
    over = true
    clearInterval(timer)
    browser?.removeEventListener('focus', now)
  }
  return stop
}
