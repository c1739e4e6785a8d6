package main

import (
	"bytes"
	"encoding/json"
	"net/http"
)

type Order0 struct{ First, Last Order1 }
type Order1 struct{ First, Last Order2 }
type Order2 struct{ First, Last Order3 }
type Order3 struct{ First, Last Order4 }
type Order4 struct{ First, Last Order5 }
type Order5 struct{ First, Last Order6 }
type Order6 struct{ First, Last Order7 }
type Order7 struct{ First, Last Order8 }
type Order8 struct{ First, Last Order9 }
type Order9 struct{ First, Last Order10 }
type Order10 struct{ First, Last Order11 }
type Order11 struct{ First, Last Order12 }
type Order12 struct{ First, Last Order13 }
type Order13 struct{ First, Last Order14 }
type Order14 struct{ First, Last Order15 }
type Order15 struct{ First, Last Order16 }
type Order16 struct{ First, Last Order17 }
type Order17 struct{ First, Last Order18 }
type Order18 struct{ First, Last Order19 }
type Order19 struct{ First, Last Order20 }
type Order20 struct{ First, Last Order21 }
type Order21 struct{ First, Last Order22 }
type Order22 struct{ First, Last Order23 }
type Order23 struct{ First, Last Order24 }
type Order24 struct{ First, Last Order25 }
type Order25 struct{ First, Last Order26 }
type Order26 struct{ First, Last Order27 }
type Order27 struct{ First, Last Order28 }
type Order28 struct{ First, Last Order29 }
type Order29 struct{ First, Last Order30 }
type Order30 struct{ First, Last Order31 }
type Order31 struct{ First, Last Order32 }
type Order32 struct{ First, Last Order33 }
type Order33 struct{ First, Last Order34 }
type Order34 struct{ First, Last Order35 }
type Order35 struct{ First, Last Order36 }
type Order36 struct{ First, Last Order37 }
type Order37 struct{ First, Last Order38 }
type Order38 struct{ First, Last Order39 }
type Order39 struct{ First, Last Order40 }
type Order40 struct{ Count int }

func main() {
	var order Order0
	content, _ := json.Marshal(order)
	http.Post("https://api.example.com/orders/", "application/json", bytes.NewReader(content))
}
