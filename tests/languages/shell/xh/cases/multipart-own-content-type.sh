xh --multipart https://api.example.com/files/ name=permit content-type:multipart/form-data
