import type { Request, Response } from 'express'

/**
 * Prints a page from its view model, or the same model as data: `?format=json` gives the record of
 * a record page, `{ rows, next }` of a list.
 */
export function present(
  req: Request,
  res: Response,
  view: string,
  model: Record<string, unknown> & { data?: unknown },
): void {
  if (req.query['format'] === 'json') {
    res.json(model.data ?? {})
    return
  }
  res.render(view, model)
}
