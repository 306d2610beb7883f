/* Copyright Jane Roe <jane.roe@kw-lasb.net> */
/* Copyright Jo Poe <jo.poe@south-wind.net> */
/* Copyright Support <info@kw-labz.net> */
