import { fail } from '@sveltejs/kit'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import { asker, refuse } from '../../answer.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Managers and administrators only. The acts themselves ask again. */
export const load: PageServerLoad = ({ locals }) => {
  const { role } = asker(locals)
  if (role !== 'manager' && role !== 'administrator') refuse(new Problem('not-allowed'))
}

export const actions: Actions = {
  /** What the file would change. */
  preview: async (event) => {
    const who = asker(event.locals)
    return withFile(event, async (file) => ({
      preview: await event.locals.service.previewCaseload(who, file),
    }))
  },
  /** Changes it. */
  apply: async (event) => {
    const who = asker(event.locals)
    return withFile(event, async (file) => ({ summary: await event.locals.service.applyCaseload(who, file) }))
  },
}

const tooLargeWords =
  'This file is larger than 5 MB. A caseload is far smaller: is it the right file? Nothing was changed.'

/** What the server took no more of, by BODY_SIZE_LIMIT, is a file too large; anything else is a fault. */
function tooLarge(error: unknown): null {
  if (error instanceof Error && 'status' in error && error.status === 413) return null
  throw error
}

/** Takes the form's file to one call; a file that cannot be used is answered in words, on the same page. */
async function withFile<T>(
  { request }: RequestEvent,
  call: (file: { name: string; bytes: Uint8Array }) => Promise<T>,
) {
  const form = await request.formData().catch(tooLarge)
  if (form === null) return fail(413, { problem: tooLargeWords })
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return fail(400, { problem: 'Choose the caseload file first.' })
  try {
    return await call({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  } catch (caught) {
    if (caught instanceof Problem && caught.code === 'unusable-file')
      return fail(400, { problem: inWords(caught).words })
    refuse(caught)
  }
}
