"""What the model gives to editors: their schema, their guide, their forms, their interview grid. All derived, none written by hand."""
