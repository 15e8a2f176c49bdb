import type { RequestHandler } from 'express'
import { config } from '../config.ts'
import type { Actor } from '../domain/actor.ts'
import { rememberLanguage } from '../domain/accounts/service/sign-in.ts'
import { unreadOf } from '../domain/messages.ts'
import { can } from '../domain/permissions.ts'
import { cookieOf } from './cookies.ts'
import { csrfToken } from './csrf.ts'
import { takeFlash } from './flash.ts'
import { memberMenu, publicMenu } from './menu.ts'
import { languages, translator, type Language, type Translate } from './words.ts'

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Locals {
      lang: Language
      t: Translate
    }
  }
}

const yearMs = 365 * 24 * 3600 * 1000

/** The reader's language: asked for in the address, else the account's, the cookie's, Indonesian. */
export const readLanguage: RequestHandler = async (req, res, next) => {
  const asked = asLanguage(req.query['lang'])
  const lang = asked ?? req.actor?.language ?? asLanguage(cookieOf(req, 'kabinet-lang')) ?? 'id'
  if (asked) {
    res.cookie('kabinet-lang', asked, { sameSite: 'lax', maxAge: yearMs })
    if (req.actor && req.actor.language !== asked) await rememberLanguage(req.actor, asked)
  }
  res.locals.lang = lang
  res.locals.t = translator(lang)
  next()
}

function asLanguage(value: unknown): Language | null {
  return (languages as readonly unknown[]).includes(value) ? (value as Language) : null
}

/** What the frame of every page prints; made only when a page is rendered. */
export const frameLocals: RequestHandler = (req, res, next) => {
  const render = res.render.bind(res)
  res.render = ((view: string, model: Record<string, unknown> = {}) => {
    void frame(model).then((locals) => render(view, { ...locals, ...model }), next)
  }) as typeof res.render

  async function frame(model: Record<string, unknown>) {
    const { lang, t } = res.locals
    const said = takeFlash(req, res)
    const menu = req.actor && memberMenu(req.actor, req.path, t)
    return {
      lang,
      path: req.path,
      csrf: csrfToken(req, res),
      isDemo: config().isDemo,
      flash: said && { text: t(said.key, said.values) },
      actor: req.actor && {
        fullName: req.actor.fullName,
        organisationName: req.actor.organisationName,
        roleLabel: t(`roles.${req.actor.role}`),
      },
      menu,
      publicMenu: publicMenu(req.path, t),
      unread: req.actor ? await unreadOf(req.actor) : 0,
      layout: req.actor ? 'member' : 'public',
      trailHref: trailHref(req.actor, model['record']),
      languageLinks: languages.map((language) => ({
        lang: language,
        href: withLanguage(req.originalUrl, language),
        label: t(`languages.${language}`),
        isCurrent: language === lang,
      })),
    }
  }
  next()
}

/** The audit trail of the record that a page shows, for those who may read it. */
function trailHref(actor: Actor | null, record: unknown): string | null {
  const { id, kind } = (record ?? {}) as { id?: unknown; kind?: unknown }
  if (!actor || typeof id !== 'string' || !kind || !can(actor, 'audit.view')) return null
  return `/admin/audit?record=${encodeURIComponent(id)}`
}

function withLanguage(address: string, language: Language): string {
  const url = new URL(address, 'http://here')
  url.searchParams.set('lang', language)
  return `${url.pathname}${url.search}`
}
