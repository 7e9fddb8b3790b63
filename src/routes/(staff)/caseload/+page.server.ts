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

/** Takes the form's file to one call; a file that cannot be used is answered in words, on the same page. */
async function withFile<T>(
  { request }: RequestEvent,
  call: (file: { name: string; bytes: Uint8Array }) => Promise<T>,
) {
  const file = (await request.formData()).get('file')
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
