import { error } from '@sveltejs/kit'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import type { ProblemCode } from '#lib/reablement/problem.ts'

/** How a refusal is said over HTTP; what is not here is a fault of ours and stays one. */
const statuses: Partial<Record<ProblemCode, number>> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'bad-input': 400,
  'too-many-tries': 429,
}

/** Answers a refusal with its status and its words; throws anything else on. */
export function refuse(caught: unknown): never {
  const status = caught instanceof Problem ? statuses[caught.code] : undefined
  if (status === undefined) throw caught
  const { code, words } = inWords(caught)
  error(status, { message: words, code })
}

/** Who asks. @throws 401 when nobody is signed in: the layout's own answer may come later than the page's. */
export function asker(locals: App.Locals): Colleague {
  if (locals.session) return locals.session.colleague
  refuse(new Problem('not-signed-in'))
}

/** Makes the page's one call and answers a refusal with its status. */
export async function answer<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (caught) {
    refuse(caught)
  }
}
