"""Where finnorm meets dataframes and engines: flat columns in, flat columns out."""
