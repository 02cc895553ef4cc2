/** An OpenAPI document, or a part of one. */
export type OpenApi = Readonly<Record<string, unknown>>;
