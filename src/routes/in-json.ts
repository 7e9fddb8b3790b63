import { json } from '@sveltejs/kit'
import { inWords, Problem } from '#lib/reablement/problem.ts'

const statuses: Partial<Record<Problem['code'], number>> = {
  ...{ 'not-signed-in': 401, 'not-allowed': 403, 'too-many-tries': 429 },
}
const headers = { 'cache-control': 'no-store' }

/** Answers a page's own script with what the call gave, or with the refusal in words. A fault of ours stays one. */
export async function inJson<T>(call: Promise<T>): Promise<Response> {
  try {
    return json({ ok: true, value: await call }, { headers })
  } catch (caught) {
    if (!(caught instanceof Problem)) throw caught
    const status = statuses[caught.code] ?? 400
    return json({ ok: false, problem: inWords(caught) }, { status, headers })
  }
}

/** A photo as it is sent: shown, never run, kept by nobody on the way. */
export function photoAnswer(jpeg: Uint8Array): Response {
  return new Response(new Uint8Array(jpeg), {
    headers: {
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="photo.jpg"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
