import { tick } from 'svelte'
import type { enhance } from '$app/forms'

type SubmitFunction = NonNullable<Parameters<typeof enhance>[1]>

/** Sends a form without moving the page; afterwards the keyboard is where the work goes on. `busy` hears both ends. */
export function inPlace(busy: (is: boolean) => void, focus?: string): SubmitFunction {
  return () => {
    busy(true)
    return async ({ update }) => {
      await update({ reset: false })
      busy(false)
      await tick()
      const gone = document.activeElement === document.body || document.activeElement === null
      if (focus && gone) document.getElementById(focus)?.focus()
    }
  }
}
