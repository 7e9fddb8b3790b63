import { error } from '@sveltejs/kit'
import { answer, asker } from '../answer.ts'
import type { PageServerLoad } from './$types'

/** Raise for the huddle: what this colleague raised, and whom lately. The page is no screen of the meeting: nobody is there by it. */
export const load: PageServerLoad = async ({ locals }) => {
  const who = asker(locals)
  if (who.role === 'screen')
    error(403, { message: 'A meeting room’s screen raises nobody.', code: 'not-allowed' })
  const { raised } = locals.service
  const [own, lately] = [await answer(raised.own(who)), await answer(raised.lately(who))]
  return { me: who.name, own, lately: lately.people }
}
