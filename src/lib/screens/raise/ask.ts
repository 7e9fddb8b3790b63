/** What the page's own addresses answer. */
export type Answered<T> = { ok: true; value: T } | { ok: false; words: string; code?: string; field?: string }

const unreachable =
  'Perch cannot be reached just now. Nothing you typed is lost: try again when there is a signal.'
const signedOut =
  'You are signed out. Nothing you typed is lost: sign in again in another tab, come back here and press once more.'
const faulty = 'This could not be saved. Nothing you typed is lost: try again in a moment.'

/** How long an answer is waited for, in milliseconds: a photo over a weak network takes its time. [choice] */
const patience = 90_000

/** Asks one of them. Whatever goes wrong is said in words; nothing is thrown but when `signal` gave it up. */
export async function ask<T>(
  address: string,
  body: FormData | object,
  signal?: AbortSignal,
): Promise<Answered<T>> {
  const isForm = body instanceof FormData
  const waits = AbortSignal.timeout(patience)
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: isForm ? body : JSON.stringify(body),
      headers: { accept: 'application/json', ...(isForm ? {} : { 'content-type': 'application/json' }) },
      signal: signal ? AbortSignal.any([signal, waits]) : waits,
    })
    return await read<T>(answer)
  } catch (error) {
    if (signal?.aborted) throw error
    return { ok: false, words: unreachable }
  }
}

async function read<T>(answer: Response): Promise<Answered<T>> {
  if (answer.status === 401) return { ok: false, words: signedOut }
  const said = (await answer.json().catch(() => null)) as
    { ok: true; value: T } | { ok: false; problem: { words: string; code: string; field?: string } } | null
  if (said?.ok === true) return said
  if (said?.ok === false) return { ok: false, ...said.problem }
  return { ok: false, words: faulty }
}
