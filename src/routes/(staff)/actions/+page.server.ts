import { isHttpError } from '@sveltejs/kit'
import { answer, asker } from '../../answer.ts'
import type { Actions, PageServerLoad } from './$types'

/** The filters an address may hold. The words searched for are not among them: they may be a name. */
const inAddress = ['team', 'state', 'due', 'huddle', 'page'] as const

/** The register as filtered, the huddles it can be filtered by, and the story of the action that was chosen. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('perch:register')
  const who = asker(locals)
  const asked = Object.fromEntries(inAddress.map((name) => [name, url.searchParams.get(name) ?? '']))
  const chosen = url.searchParams.get('action')
  return {
    register: await answer(locals.service.register(who, asked)),
    huddles: await answer(locals.service.closedDates(who)),
    story: chosen ? await orNone(answer(locals.service.action(who, chosen))) : null,
  }
}

/** An old link's action may be gone; the register is worth showing all the same. */
async function orNone<T>(wanted: Promise<T>): Promise<T | null> {
  try {
    return await wanted
  } catch (caught) {
    if (isHttpError(caught, 404)) return null
    throw caught
  }
}

export const actions: Actions = {
  find: async ({ locals, request }) => {
    const given = await request.formData()
    const asked = Object.fromEntries(
      ['team', 'state', 'due', 'huddle', 'text'].map((name) => [name, words(given, name)]),
    )
    return { register: await answer(locals.service.register(asker(locals), asked)) }
  },
}

function words(given: FormData, name: string): string {
  const value = given.get(name)
  return typeof value === 'string' ? value : ''
}
