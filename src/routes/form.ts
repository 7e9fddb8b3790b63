import { fail } from '@sveltejs/kit'
import { Faulty } from '#lib/reablement/catalogue-item.ts'
import type { Fault } from '#lib/reablement/catalogue-item.ts'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import type { ProblemCode } from '#lib/reablement/problem.ts'
import { refuse } from './answer.ts'

/** What somebody can put right in the form itself. */
const sayable: readonly ProblemCode[] = ['bad-input', 'key-safe-code', 'wrong-state', 'unusable-file']

/** Reads a form's fields as text; a field that is not there, or a file, is ''. */
export function textOf(form: FormData): (name: string) => string {
  return (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
}

/** Makes a form's one call. A refusal that can be put right there is answered on the same page, with what was typed. */
export async function saidInForm<T, D = undefined>(call: Promise<T>, typed?: D) {
  try {
    return { done: await call }
  } catch (caught) {
    if (!(caught instanceof Problem) || !sayable.includes(caught.code)) refuse(caught)
    const faults: Fault[] = caught instanceof Faulty ? [...caught.faults] : []
    return fail(400, { problem: inWords(caught).words, faults, typed })
  }
}
